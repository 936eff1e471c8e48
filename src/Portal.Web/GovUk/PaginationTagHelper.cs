using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>
/// The pages of a list. Each link keeps the rest of the query string (filter, sort, size) and changes the page only.
/// Nothing when there is one page.
/// </summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    private const string Previous = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string Next = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    /// <summary>The view rendered; set by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The page shown, from 1.</summary>
    public int Current { get; set; } = 1;

    /// <summary>How many pages there are.</summary>
    public int Total { get; set; }

    /// <summary>The name in the query string.</summary>
    public string Query { get; set; } = "page";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Total <= 1)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("nav", "govuk-pagination");
        output.Set("aria-label", "Pagination");
        var list = Element.Of("ul", "govuk-pagination__list");
        foreach (var number in Numbers(Current, Total))
        {
            list.InnerHtml.AppendHtml(number is { } page
                ? Number(page)
                : Element.Of("li", "govuk-pagination__item govuk-pagination__item--ellipsis", "⋯"));
        }

        output.Content.SetHtmlContent(Element.Many(
            Current > 1 ? Arrow("prev", "Previous", Current - 1) : null, list, Current < Total ? Arrow("next", "Next", Current + 1) : null));
    }

    /// <summary>First, last, the page shown and its neighbours; null stands for those left out.</summary>
    internal static IEnumerable<int?> Numbers(int current, int total)
    {
        var last = 0;
        for (var page = 1; page <= total; page++)
        {
            if (page != 1 && page != total && Math.Abs(page - current) > 1)
            {
                continue;
            }

            if (page - last == 2)
            {
                yield return page - 1;
            }
            else if (page - last > 2)
            {
                yield return null;
            }

            yield return page;
            last = page;
        }
    }

    private TagBuilder Number(int page) => Element.Of(
        "li",
        Element.Classes("govuk-pagination__item", page == Current ? "govuk-pagination__item--current" : null),
        Element.Of("a", "govuk-link govuk-pagination__link", $"{page}")
            .With("href", Address(page)).With("aria-label", $"Page {page}").With("aria-current", page == Current ? "page" : null));

    private TagBuilder Arrow(string direction, string text, int page)
    {
        var icon = Element.Of(
                "svg",
                "govuk-pagination__icon govuk-pagination__icon--" + direction,
                Element.Of("path", null).With("d", direction == "prev" ? Previous : Next))
            .With("xmlns", "http://www.w3.org/2000/svg").With("height", "13").With("width", "15")
            .With("aria-hidden", "true").With("focusable", "false").With("viewBox", "0 0 15 13");
        IHtmlContent title = Element.Of("span", "govuk-pagination__link-title", text, Element.Of("span", "govuk-visually-hidden", " page"));
        var link = Element.Of("a", "govuk-link govuk-pagination__link", direction == "prev" ? icon : title, direction == "prev" ? title : icon)
            .With("href", Address(page)).With("rel", direction);
        return Element.Of("div", "govuk-pagination__" + direction, link);
    }

    private string Address(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = request.Query.Where(value => !string.Equals(value.Key, Query, StringComparison.OrdinalIgnoreCase));
        return $"{request.PathBase}{request.Path}{new QueryBuilder(kept) { { Query, $"{page}" } }}";
    }
}
