using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Groups fields under one legend.</summary>
[HtmlTargetElement("govuk-fieldset")]
public sealed class FieldsetTagHelper : TagHelper
{
    /// <summary>The legend.</summary>
    public string? Legend { get; set; }

    /// <summary>Size of the legend: s, m, l or xl.</summary>
    public string? LegendSize { get; set; }

    /// <summary>Makes the legend the heading (h1) of the page.</summary>
    public bool PageHeading { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.ChildrenAsync();
        output.Become("fieldset", "govuk-fieldset");
        output.Content.SetHtmlContent(Element.Many(LegendOf(Legend, null, LegendSize, null, PageHeading), content));
    }

    internal static TagBuilder? LegendOf(string? text, IHtmlContent? markup, string? size, string? classes, bool pageHeading)
    {
        if (text is null && markup is null)
        {
            return null;
        }

        object? shown = markup is null ? text : markup;
        return Element.Of(
            "legend",
            Element.Classes("govuk-fieldset__legend", size is null ? null : "govuk-fieldset__legend--" + size, classes),
            pageHeading ? Element.Of("h1", "govuk-fieldset__heading", shown) : shown);
    }
}
