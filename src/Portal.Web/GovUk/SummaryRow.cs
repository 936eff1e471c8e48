using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.GovUk;

/// <summary>One fact of a summary list.</summary>
internal sealed class SummaryRow(string key)
{
    public string Key { get; } = key;

    public IHtmlContent? Value { get; set; }

    public List<SummaryAction> Actions { get; } = [];
}

/// <summary>A link to change a fact.</summary>
internal sealed record SummaryAction(string? Address, IHtmlContent Text, string? HiddenText)
{
    /// <summary>The link; what only a screen reader says tells it from its neighbours.</summary>
    public TagBuilder Link(string? card)
    {
        var hidden = Element.Classes(HiddenText, card is null ? null : $"({card})");
        return Element.Of("a", "govuk-link", Text, hidden.Length == 0 ? null : Element.Of("span", "govuk-visually-hidden", " " + hidden))
            .With("href", Address);
    }
}
