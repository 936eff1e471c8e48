using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>One choice out of a few.</summary>
[HtmlTargetElement("govuk-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    /// <summary>Side by side: only for two short choices.</summary>
    public bool Inline { get; set; }

    private protected override string Component => "govuk-radios";

    private protected override string InputType => "radio";

    private protected override string? ExtraClass => Inline ? "govuk-radios--inline" : null;
}
