using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A component that is a link: takes asp-page, asp-page-handler, asp-fragment and asp-route-… like a plain one, or href.</summary>
public abstract class ComponentLinkTagHelper(IHtmlGenerator generator) : AnchorTagHelper(generator)
{
    private protected string? Address(TagHelperContext context, TagHelperOutput output)
    {
        if (Page is not null || PageHandler is not null)
        {
            base.Process(context, output);
        }

        return output.Attributes["href"]?.Value?.ToString();
    }
}
