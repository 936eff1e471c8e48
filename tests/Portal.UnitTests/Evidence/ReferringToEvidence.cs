using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Domain.Evidence;
using Portal.Web.Words;

namespace Portal.UnitTests.Evidence;

public sealed class ReferringToEvidence
{
    [Theory]
    [InlineData("Six cases are audited [3]; two by the police [12].", new[] { 3, 12 })]
    [InlineData("Twice [3] and [3].", new[] { 3 })]
    [InlineData("None: [] [0] [x] [12345] [ 3 ] (3) [3", new int[0])]
    [InlineData("", new int[0])]
    [InlineData("[7][8]", new[] { 7, 8 })]
    public void A_number_in_square_brackets_refers_to_evidence(string text, int[] numbers) => References.In(text).Order().ShouldBe(numbers);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("Mae plant yn ddiogel [1] – الأطفال [22] 👨‍👩‍👧 [3].\n[9999]")]
    public void The_parts_of_a_text_joined_are_the_text(string text) => string.Concat(References.Parts(text).Select(p => p.Text)).ShouldBe(text);

    [Fact]
    public void What_is_listed_on_the_page_becomes_a_link_and_all_else_stays_text()
    {
        var helper = new CitingTagHelper { Text = "Seen <b>[3]</b> and [4].", Listed = new Dictionary<int, string> { [3] = "Audit \"of\" cases" } };
        var output = new TagHelperOutput("portal-citing", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));

        helper.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);

        output.Content.GetContent().ShouldBe(
            "Seen &lt;b&gt;<a class=\"govuk-link\" href=\"#reference-3\" title=\"Audit &quot;of&quot; cases\">[3]</a>&lt;/b&gt; and [4].");
    }
}
