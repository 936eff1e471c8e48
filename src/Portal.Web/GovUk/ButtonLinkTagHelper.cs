using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A link that looks like a button: it goes somewhere and changes nothing.</summary>
[HtmlTargetElement("govuk-button-link")]
public sealed class ButtonLinkTagHelper(IHtmlGenerator generator) : ComponentLinkTagHelper(generator)
{
    /// <summary>secondary, warning or inverse.</summary>
    public string? Variant { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Address(context, output);
        var content = await output.GetChildContentAsync();
        output.Become("a", Element.Classes("govuk-button", Variant is null ? null : "govuk-button--" + Variant));
        output.Set("role", "button");
        output.Set("draggable", "false");
        output.Set("data-module", "govuk-button");
        output.Content.SetHtmlContent(content);
    }
}
