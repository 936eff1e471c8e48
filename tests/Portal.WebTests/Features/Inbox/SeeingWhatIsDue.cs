using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tasks;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Inbox;

public sealed class SeeingWhatIsDue(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task An_empty_inbox_says_what_will_come()
    {
        var police = await SignedInAs(Given.Police);

        (await police.Open("/inbox")).ShouldSay("Nothing waits for you.");
        (await police.Open("/inbox/done")).ShouldSay("Nothing has been done yet in the posts you hold.");
        (await (await SignedInAs(Given.Manager)).Open("/inbox/team")).ShouldSay("Nothing waits for anybody else.");
    }

    [Fact]
    public async Task A_task_stands_there_with_its_due_date_and_leads_to_where_it_is_done()
    {
        var scene = await Given.Assigned();

        var inbox = await (await SignedInAs(Given.Police)).Open("/inbox");

        Rows(inbox, "Due from you").ShouldHaveSingleItem().ShouldContain("Answer LSCB-02", Case.Sensitive);
        inbox.ShouldSay("31 March 2015").ShouldSay("Northshire Safeguarding Children Board");
        var link = inbox.Document.QuerySelectorAll("main td a, main th a").First(a => HtmlPage.Words(a).StartsWith("Answer LSCB-02", StringComparison.Ordinal));
        (await inbox.Follow(HtmlPage.Words(link))).Path.ShouldBe($"/self-assessments/answer/{scene.Id}/LSCB-02");
        inbox.Text.ShouldNotContain("Waiting for others");
    }

    [Theory]
    [InlineData(0, "Due in 20 working days")]
    [InlineData(27, "Due in 1 working day ")]
    [InlineData(28, "Due today")]
    [InlineData(29, "Overdue by 1 working day ")]
    [InlineData(38, "Overdue by 6 working days")]
    public async Task It_says_in_working_days_how_near_the_due_date_is(int daysOn, string words)
    {
        // Good Friday and Easter Monday lie between 31 March and 10 April 2015.
        await Given.Assigned();
        Portal.Clock.Advance(TimeSpan.FromDays(daysOn));

        var inbox = await (await PortalFixture.SignInAsync(Portal.Host, Given.Police)).Open("/inbox");

        (Rows(inbox, "Due from you").ShouldHaveSingleItem() + " ").ShouldContain(words, Case.Sensitive);
    }

    [Fact]
    public async Task Those_who_run_it_see_what_waits_for_others_and_for_whom()
    {
        await Given.Assigned();

        var manager = await SignedInAs(Given.Manager);
        var team = await (await manager.Open("/inbox")).Follow("Waiting for others");

        team.Path.ShouldBe("/inbox/team");
        Rows(team, "Waiting for others").ShouldContain(row => row.Contains("Answer LSCB-02", StringComparison.Ordinal) && row.Contains("Northshire Police Priya Nair", StringComparison.Ordinal));
        Rows(await manager.Open("/inbox"), "Due from you").ShouldNotContain(row => row.Contains("LSCB-02", StringComparison.Ordinal));
        (await (await SignedInAs(Given.Police)).Open("/inbox/team")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_done_goes_from_the_one_list_to_the_other_and_the_count_in_the_menu_with_it()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);
        var writing = await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02");
        Waiting(writing).ShouldBe("1");

        var inbox = await writing.Submit("Save and finish my task", ("What do we know?", "This."));

        inbox.Path.ShouldBe("/inbox");
        inbox.ShouldSay("Nothing waits for you.");
        Waiting(inbox).ShouldBeNull();
        Rows(await inbox.Follow("Done"), "Done").ShouldHaveSingleItem().ShouldContain("by Priya Nair", Case.Sensitive);
    }

    [Fact]
    public async Task It_can_be_narrowed_by_what_it_belongs_to_how_near_it_is_and_whom_it_waits_for()
    {
        await Given.Assigned();
        await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", "samuel.okafor");
        var team = await (await SignedInAs(Given.Manager)).Open("/inbox/team");
        Rows(team, "Waiting for others").Count.ShouldBe(2);

        (await ShownAsync("What they belong to", "Matters")).ShouldHaveSingleItem().ShouldContain("Strategy meetings");
        (await ShownAsync("What they belong to", "Self-assessments")).ShouldHaveSingleItem().ShouldContain("LSCB-02");
        (await ShownAsync("When they are due", "Later")).Count.ShouldBe(2);
        (await ShownAsync("Which post they wait for", "Northshire Police, Northshire Safeguarding Children Board")).ShouldHaveSingleItem().ShouldContain("LSCB-02");
        var none = await team.Submit("Show", ("When they are due", "Late"));
        none.ShouldSay("No task that waits for others is like that.");
        Rows(await none.Follow("Show all that waits for others"), "Waiting for others").Count.ShouldBe(2);

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 30, 9, 0, 0, TimeSpan.Zero));
        team = await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open("/inbox/team");
        (await ShownAsync("When they are due", "Due this week")).Count.ShouldBe(2);
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 1, 9, 0, 0, TimeSpan.Zero));
        team = await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open("/inbox/team");
        (await ShownAsync("When they are due", "Late")).Count.ShouldBe(2);

        async Task<List<string>> ShownAsync(string label, string choice) => Rows(await (await team.Follow("Waiting for others")).Submit("Show", (label, choice)), "Waiting for others");
    }

    [Fact]
    public async Task Every_task_of_others_can_be_reached_however_many_there_are_and_a_page_asks_no_more_often()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var few = await Portal.Host.Statements.WhileAsync(() => manager.Open("/inbox/team"));
        await Portal.ReadAsync(async db =>
        {
            var of = await db.SelfAssessments.SingleAsync(a => a.Id == scene.Id);
            foreach (var post in await db.Posts.Where(p => p.BodyId == of.BodyId && p.Title.StartsWith("Northshire")).Select(p => p.Id).ToListAsync())
            {
                db.Tasks.AddRange(Enumerable.Range(0, 40).Select(n => PostTask.For(post, of, new TaskBrief($"Task {n}", "", "/inbox", new DateOnly(2015, 4, 1), []), Portal.Clock.GetUtcNow().UtcDateTime)));
            }

            return await db.SaveChangesAsync();
        });

        HtmlPage page = null!;
        var many = await Portal.Host.Statements.WhileAsync(async () => page = await manager.Open("/inbox/team"));

        many.Statements.Count.ShouldBe(few.Statements.Count);
        page.ShouldSay("Showing 1 to 25 of 81");
        Rows(await manager.Open("/inbox/team?page=4"), "Waiting for others").Count.ShouldBe(6);
    }

    private static string? Waiting(HtmlPage page) => page.Document.QuerySelector("nav a[href='/inbox'] [data-count]")?.GetAttribute("data-count");

    private static List<string> Rows(HtmlPage page, string heading)
    {
        var table = page.Document.QuerySelectorAll($"[role=region][aria-label='{heading}'] tbody tr");
        return [.. table.Select(HtmlPage.Words)];
    }
}
