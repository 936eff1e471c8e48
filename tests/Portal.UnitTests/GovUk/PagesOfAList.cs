using Microsoft.AspNetCore.Http;
using Portal.Web.GovUk;

namespace Portal.UnitTests.GovUk;

/// <summary>The links between the pages of a list.</summary>
public sealed class PagesOfAList
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 9, "1 2 ⋯ 9")]
    [InlineData(4, 9, "1 2 3 4 5 ⋯ 9")]
    [InlineData(5, 9, "1 ⋯ 4 5 6 ⋯ 9")]
    [InlineData(9, 9, "1 ⋯ 8 9")]
    public async Task First_last_and_neighbours_are_shown(int current, int total, string expected)
    {
        var html = await RenderAsync(current, total, "");
        var shown = Markup.Outline(html).Split('\n').Select(line => line.Trim().Trim('"')).Where(text => text == "⋯" || int.TryParse(text, out _));
        string.Join(' ', shown).ShouldBe(expected);
    }

    [Fact]
    public async Task A_link_keeps_filter_and_sort_and_changes_the_page()
    {
        var html = await RenderAsync(1, 2, "?status=late&page=1&sort=name");
        html.ShouldContain("href=\"/evidence?status=late&amp;sort=name&amp;page=2\"");
    }

    private static Task<string> RenderAsync(int current, int total, string query)
    {
        var view = new View().Context;
        view.HttpContext.Request.Path = "/evidence";
        view.HttpContext.Request.QueryString = new QueryString(query);
        return new Node("govuk-pagination", new PaginationTagHelper { Current = current, Total = total, ViewContext = view }, null).RenderAsync();
    }
}
