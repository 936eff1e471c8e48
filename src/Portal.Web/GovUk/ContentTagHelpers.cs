using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Guidance that opens on demand.</summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    /// <summary>What is clicked to open it.</summary>
    public string Summary { get; set; } = "";

    /// <summary>Open to begin with.</summary>
    public bool Open { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.Become("details", "govuk-details");
        output.Set("open", Open ? "" : null);
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("summary", "govuk-details__summary", Element.Of("span", "govuk-details__summary-text", Summary)),
            Element.Of("div", "govuk-details__text", content)));
    }
}

/// <summary>A state in words, with a colour for those who see it.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>grey, green, teal, blue, red, orange, yellow, purple or magenta; blue when not said.</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("strong", Element.Classes("govuk-tag", Colour is null ? null : "govuk-tag--" + Colour));
    }
}

/// <summary>Text set apart from the text around it.</summary>
[HtmlTargetElement("govuk-inset-text")]
public sealed class InsetTextTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("div", "govuk-inset-text");
    }
}

/// <summary>A warning of a consequence.</summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.Become("div", "govuk-warning-text");
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("span", "govuk-warning-text__icon", "!").With("aria-hidden", "true"),
            Element.Of("strong", "govuk-warning-text__text", Element.Of("span", "govuk-visually-hidden", "Warning"), " ", content)));
    }
}

/// <summary>What was done, at the top of a confirmation page.</summary>
[HtmlTargetElement("govuk-panel")]
public sealed class PanelTagHelper : TagHelper
{
    /// <summary>The heading of the page.</summary>
    public string Title { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.ChildrenAsync();
        output.Become("div", "govuk-panel govuk-panel--confirmation");
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("h1", "govuk-panel__title", Title),
            content is null ? null : Element.Of("div", "govuk-panel__body", content)));
    }
}
