using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>The way back to the page before, in the BeforeContent section; in a landmark of its own, as breadcrumbs are.</summary>
[HtmlTargetElement("govuk-back-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BackLinkTagHelper(IHtmlGenerator generator) : ComponentLinkTagHelper(generator)
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Address(context, output);
        var content = await output.ChildrenAsync();
        output.Become("a", "govuk-back-link");
        output.PreElement.SetHtmlContent("<nav aria-label=\"Back\">");
        output.PostElement.SetHtmlContent("</nav>");
        if (content is null)
        {
            output.Content.SetContent("Back");
        }
        else
        {
            output.Content.SetHtmlContent(content);
        }
    }
}
