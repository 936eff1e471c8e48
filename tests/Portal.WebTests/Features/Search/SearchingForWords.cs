using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Search;

public sealed class SearchingForWords(PortalFixture portal) : PortalTest(portal)
{
    private const string OtherManager = "aisha.khan";

    private Scene _scene = null!;
    private Id<EvidenceItem> _item;

    [Fact]
    public async Task A_phrase_is_found_on_its_page_marked_and_one_click_away()
    {
        var page = await SearchAsync(Given.Manager, "\"return home interview\"");

        page.ShouldSay("1 result").ShouldSay("Panel report").ShouldSay("offered a return home interview within");
        page.Document.QuerySelectorAll(".portal-result mark").Select(m => m.TextContent).ShouldBe(["return home interview"]);

        var read = await page.Follow("Page 2 of Panel report");

        read.Path.ShouldBe($"/evidence/read/{_item}/2");
        read.Document.QuerySelector("#text mark#found")!.TextContent.ShouldBe("return home interview");
    }

    [Theory]
    [InlineData("neglected CAFÉ", 1)]
    [InlineData("neglect -cafe", 0)]
    [InlineData("interv*", 1)]
    [InlineData("zebra OR neglects", 1)]
    [InlineData("zebra", 0)]
    [InlineData("\"home return\"", 0)]
    public async Task What_is_typed_is_understood(string typed, int results) =>
        (await SearchAsync(Given.Manager, typed, "&what=Evidence")).ShouldSay(results == 1 ? "1 result" : $"{results} results");

    [Fact]
    public async Task Answers_judgements_comments_and_criteria_are_found_with_where_they_are()
    {
        await CommentAsync("Ask about quokkas before the meeting.");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveJudgement>().AsAsync(_scene.Id, "LSCB", Given.Judgement with { Reasons = "The quokka panel meets." }, 0, default));
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(_scene.Id, "LSCB-02", Given.Answer with { Know = "Quokkas are counted." }, 0, default));

        var page = await SearchAsync(Given.Manager, "quokka");

        page.ShouldSay("3 results").ShouldSay("Quokkas are counted.").ShouldSay("The quokka panel meets.").ShouldSay("Ask about quokkas");
        (await page.Follow("Answer")).ShouldSay("1 result");
        (await SearchAsync(Given.Manager, "\"LSCB 02\"", "&what=Criterion")).ShouldSay("1 result");
    }

    [Fact]
    public async Task A_text_that_is_changed_is_found_by_what_it_says_now()
    {
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(_scene.Id, "LSCB-02", Given.Answer with { Know = "Quokkas are counted." }, 0, default));
        var version = await Portal.ReadAsync(db => db.Answers.Where(a => a.SelfAssessmentId == _scene.Id && a.CriterionId == "LSCB-02").Select(a => a.Version).SingleAsync());
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(_scene.Id, "LSCB-02", Given.Answer with { Know = "Wombats are counted." }, version, default));

        (await SearchAsync(Given.Manager, "quokka")).ShouldSay("0 results");
        (await SearchAsync(Given.Manager, "wombat")).ShouldSay("1 result");
    }

    [Fact]
    public async Task A_save_that_fails_leaves_nothing_to_be_found()
    {
        Portal.Host.Saves.FailAfter(0);
        await Should.ThrowAsync<PowerCut>(() => CommentAsync("Ask about quokkas."));

        (await SearchAsync(Given.Manager, "quokka")).ShouldSay("0 results");
    }

    [Fact]
    public async Task What_was_withdrawn_is_not_found()
    {
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawEvidence>().AsAsync(_item, "Sent in error.", default));

        (await SearchAsync(Given.Manager, "neglect")).ShouldSay("0 results");
        (await SearchAsync(Given.Manager, "\"panel report\"")).ShouldSay("0 results");
    }

    [Fact]
    public async Task What_a_file_says_that_was_found_infected_later_is_not_found()
    {
        await Portal.ReadAsync(db => db.StoredFiles.ExecuteUpdateAsync(set => set.SetProperty(f => f.Safety, FileSafety.Infected)));

        (await SearchAsync(Given.Manager, "neglect")).ShouldSay("0 results");
        (await SearchAsync(Given.Manager, "\"panel report\"")).ShouldSay("1 result");
    }

    [Theory]
    [InlineData("aisha.khan")]
    [InlineData("ruth.bannister")]
    [InlineData("pat.quinn")]
    [InlineData("neil.frost")]
    public async Task Others_find_nothing_of_the_body_not_even_a_count_or_a_choice(string who)
    {
        await CommentAsync("Ask about quokkas.");
        foreach (var typed in new[] { "neglect", "\"return home interview\"", "\"panel report\"", "quokka", "interv*", $"zebra OR {new string('x', 5)} OR quokka" })
        {
            var page = await SearchAsync(who, typed, "&what=Evidence");
            page.ShouldSay("0 results");
            page.Text.ShouldNotContain("Northshire");
            page.Html.ShouldNotContain(_item.ToString());
            page.Document.QuerySelectorAll("[id^=facet-body]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_choices_of_another_body_are_not_theirs_to_ask_for()
    {
        (await SearchAsync(OtherManager, "neglect", $"&body={_scene.Board}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SearchAsync(Given.Manager, "neglect", $"&body={_scene.Board}")).ShouldSay("1 result");
    }

    [Fact]
    public async Task A_partner_finds_what_is_assigned_to_it_and_nothing_else_that_was_written()
    {
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(_scene.Id, "LSCB-02", Given.Answer with { Know = "Quokkas of the police." }, 0, default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(_scene.Id, "LSCB-03", Given.Answer with { Know = "Quokkas of the board." }, 0, default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveJudgement>().AsAsync(_scene.Id, "LSCB", Given.Judgement with { Reasons = "The quokka panel meets." }, 0, default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WriteComment>().BeginAsync(_scene.Id, "LSCB-03", "Quokkas again.", [], default));
        await CommentAsync("Quokkas, on your criterion.");

        var page = await SearchAsync(Given.Police, "quokka");

        page.ShouldSay("2 results").ShouldSay("Quokkas of the police.").ShouldSay("Quokkas, on your criterion.");
        page.Text.ShouldNotContain("of the board");
        (await SearchAsync(Given.Manager, "quokka")).ShouldSay("5 results");
    }

    [Fact]
    public async Task Comments_are_for_the_body_alone_also_where_another_signs_for_it()
    {
        await CommentAsync("Ask about quokkas.");

        (await SearchAsync(Given.Director, "quokka")).ShouldSay("0 results");
        (await SearchAsync(Given.Director, "\"return home interview\"")).ShouldSay("1 result");
        (await SearchAsync(Given.Chair, "quokka")).ShouldSay("1 result");
    }

    [Fact]
    public async Task Whoever_comes_by_a_link_is_asked_to_sign_in() =>
        (await new Visitor(Portal.Host).Open("/search?q=neglect")).Path.ShouldBe("/account/sign-in");

    [Fact]
    public async Task Results_are_narrowed_by_what_is_chosen_and_widened_again()
    {
        var page = await SearchAsync(Given.Manager, "audit OR neglect");
        var all = page.Document.QuerySelectorAll(".portal-result").Length;

        var narrowed = await page.Follow("2014");
        narrowed.ShouldSay("Panel report");
        narrowed.Document.QuerySelectorAll(".portal-result").Length.ShouldBeLessThan(all);
        (await narrowed.Follow("Clear the filter")).Document.QuerySelectorAll(".portal-result").Length.ShouldBe(all);
    }

    [Fact]
    public async Task However_much_is_found_the_database_is_asked_as_often()
    {
        async Task<int> Asked(string typed)
        {
            var visitor = await SignedInAs(Given.Manager);
            return (await Portal.Host.Statements.WhileAsync(() => visitor.Open($"/search?q={typed}"))).Statements.Count;
        }

        await Given.EvidenceItem(_scene, "Neglect.txt", () => new MemoryStream("Neglect, linked"u8.ToArray()));
        await Given.JobsRun();
        await Asked("neglect"); // Frameworks are read once.
        var few = await Asked("neglect");
        for (var i = 0; i < 12; i++)
        {
            await Given.EvidenceItem(_scene, $"Neglect {i}.txt", () => new MemoryStream(Encoding.UTF8.GetBytes($"Neglect {i}\f neglect again\f and neglect")));
        }

        await Given.JobsRun();
        (await SearchAsync(Given.Manager, "neglect")).ShouldSay("14 results");
        (await Asked("neglect")).ShouldBe(few);
    }

    [Theory]
    [InlineData("%22")]
    [InlineData("((((")]
    [InlineData("-audit")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("a%00b")]
    [InlineData("x&page=99999&size=7")]
    public async Task Whatever_is_typed_there_is_a_page(string typed) => (await (await SignedInAs(Given.Manager)).Open($"/search?q={typed}")).Status.ShouldBe(HttpStatusCode.OK);

    protected override async Task SetUpAsync()
    {
        _scene = await Given.Assigned();
        _item = await Portal.AsAsync(Given.Manager, async s =>
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes("Neglect was found in the café.\fEach child was offered a return home interview within three days."));
            return await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
                _scene.Board, new EvidenceDescription("Panel report", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "What the panel saw."), "panel.txt", content, default);
        });
        await Given.JobsRun();
    }

    private async Task<HtmlPage> SearchAsync(string who, string typed, string more = "") => await (await SignedInAs(who)).Open($"/search?q={Uri.EscapeDataString(typed)}{more}");

    private Task<Id<Comment>> CommentAsync(string text) => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WriteComment>().BeginAsync(_scene.Id, "LSCB-02", text, [], default));
}
