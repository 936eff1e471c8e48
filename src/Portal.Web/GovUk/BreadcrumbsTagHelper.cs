using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Where the page stands: govuk-breadcrumb elements from the start page down.</summary>
[HtmlTargetElement("govuk-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var items = await output.GetChildContentAsync();
        output.Become("nav", "govuk-breadcrumbs");
        output.Set("aria-label", "Breadcrumb");
        output.Content.SetHtmlContent(Element.Of("ol", "govuk-breadcrumbs__list", items));
    }
}

/// <summary>One step; without an address it is the page itself.</summary>
[HtmlTargetElement("govuk-breadcrumb", ParentTag = "govuk-breadcrumbs")]
public sealed class BreadcrumbTagHelper(IHtmlGenerator generator) : ComponentLinkTagHelper(generator)
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var address = Address(context, output);
        var text = await output.GetChildContentAsync();
        output.Become(address is null
            ? Element.Of("li", "govuk-breadcrumbs__list-item", text).With("aria-current", "page")
            : Element.Of("li", "govuk-breadcrumbs__list-item", Element.Of("a", "govuk-breadcrumbs__link", text).With("href", address)));
    }
}
