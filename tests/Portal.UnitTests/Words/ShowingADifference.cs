using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Web.Words;

namespace Portal.UnitTests.Words;

/// <summary>A difference on a page.</summary>
public sealed class ShowingADifference
{
    [Fact]
    public void Removed_and_added_words_are_marked_and_said() =>
        Rendered("The board meets", "The panel meets").ShouldBe(
            """<div class="portal-difference" dir="auto">The """
            + """<del class="portal-difference__del"><span class="govuk-visually-hidden">[removed: </span>board<span class="govuk-visually-hidden">] </span></del>"""
            + """<ins class="portal-difference__ins"><span class="govuk-visually-hidden">[added: </span>panel<span class="govuk-visually-hidden">] </span></ins>"""
            + " meets</div>");

    [Fact]
    public void Markup_in_the_texts_is_shown_as_text()
    {
        var html = Rendered("<b>bold</b>", "<script>alert(1)</script>");
        html.ShouldNotContain("<b>");
        html.ShouldNotContain("<script>");
        html.ShouldContain("&lt;");
    }

    private static string Rendered(string before, string after)
    {
        var output = new TagHelperOutput("portal-difference", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new DifferenceTagHelper { Of = WordDifference.Between(before, after) }.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        using var text = new StringWriter();
        output.WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }
}
