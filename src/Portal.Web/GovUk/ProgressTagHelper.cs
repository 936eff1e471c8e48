using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>How far a long piece of work has come: the browser's own progress element, with the same in words.</summary>
[HtmlTargetElement("govuk-progress", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressTagHelper : TagHelper
{
    /// <summary>How much is done; null when it cannot be known yet.</summary>
    public double? Value { get; set; }

    /// <summary>How much there is.</summary>
    public double Max { get; set; } = 1;

    /// <summary>What is being done: "Compiling the evidence pack".</summary>
    public string Label { get; set; } = "";

    /// <summary>How far, in words: "3 of 10 files".</summary>
    public string Text { get; set; } = "";

    /// <summary>The id of the progress element.</summary>
    public string Id { get; set; } = "progress";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("div", "portal-progress");
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("label", "govuk-label", Label).With("for", Id),
            Element.Of("progress", "portal-progress__bar", Text)
                .With("id", Id)
                .With("value", Value?.ToString(CultureInfo.InvariantCulture))
                .With("max", Max.ToString(CultureInfo.InvariantCulture))
                .With("aria-describedby", Id + "-text"),
            Element.Of("span", "portal-progress__text", Text).With("id", Id + "-text")));
    }
}
