using Microsoft.AspNetCore.Html;

namespace Portal.Web.GovUk;

/// <summary>One radio or checkbox, or the word between two groups of them.</summary>
/// <param name="Value">What is posted when it is chosen.</param>
/// <param name="Label">What it says.</param>
internal sealed record Choice(string Value, string Label)
{
    public string? Hint { get; init; }

    public bool? Checked { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Choosing it clears the others ("None of these").</summary>
    public bool Exclusive { get; init; }

    /// <summary>Shown when it is chosen (always shown without script).</summary>
    public IHtmlContent? Conditional { get; init; }

    public string? Divider { get; init; }
}
