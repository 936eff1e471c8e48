using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Inbox;

public sealed class SeeingWhatIsDue(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task An_empty_inbox_says_what_will_come()
    {
        (await (await SignedInAs(Given.Police)).Open("/inbox")).ShouldSay("Nothing waits for you.").ShouldSay("Nothing has been done yet in the posts you hold.");
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
    [InlineData(0, "Due 31 March 2015")]
    [InlineData(28, "Due today")]
    [InlineData(29, "Overdue")]
    public async Task It_says_how_near_the_due_date_is(int daysOn, string words)
    {
        await Given.Assigned();
        Portal.Clock.Advance(TimeSpan.FromDays(daysOn));

        var inbox = await (await PortalFixture.SignInAsync(Portal.Host, Given.Police)).Open("/inbox");

        Rows(inbox, "Due from you").ShouldHaveSingleItem().ShouldContain(words, Case.Sensitive);
    }

    [Fact]
    public async Task Those_who_run_it_see_what_waits_for_others()
    {
        await Given.Assigned();

        var inbox = await (await SignedInAs(Given.Manager)).Open("/inbox");

        Rows(inbox, "Waiting for others").ShouldContain(row => row.Contains("Answer LSCB-02", StringComparison.Ordinal) && row.Contains("Northshire Police", StringComparison.Ordinal));
        Rows(inbox, "Due from you").ShouldNotContain(row => row.Contains("LSCB-02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_done_goes_from_the_one_list_to_the_other()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);

        var inbox = await (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save and finish my task", ("What do we know?", "This."));

        inbox.Path.ShouldBe("/inbox");
        inbox.ShouldSay("Nothing waits for you.");
        Rows(inbox, "Done lately").ShouldHaveSingleItem().ShouldContain("by Priya Nair", Case.Sensitive);
    }

    private static List<string> Rows(HtmlPage page, string heading)
    {
        var table = page.Document.QuerySelectorAll($"[role=region][aria-label='{heading}'] tbody tr");
        return [.. table.Select(HtmlPage.Words)];
    }
}
