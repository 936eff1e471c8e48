using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Inbox;

/// <summary>Several tasks are given to another post at once, as one assignment is.</summary>
public sealed class GivingTasksAway(PortalFixture portal) : PortalTest(portal)
{
    private static readonly DateOnly _day = new(2015, 4, 8);

    [Fact]
    public async Task All_that_was_assigned_goes_to_the_other_post_and_what_its_process_gave_stays()
    {
        await ThreeWaitAsync();
        var team = await (await SignedInAs(Given.Manager)).Open("/inbox/team");
        var form = await team.Submit("Give to another post", [.. team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("Choose ", StringComparison.Ordinal)).Select(l => (l, (object?)true))]);
        form.ShouldSay("Its process says whose it is; it is left where it is.");

        var check = await form.Submit("Continue", ("Who takes them on?", "Northshire Health (Samuel Okafor)"), ("When are they due?", "All on one date"), ("By when?", _day));
        HtmlPage.Words(check.Document.QuerySelector(".govuk-summary-list__value")).ShouldBe("2");
        check.ShouldSay("Northshire Health (Samuel Okafor)").ShouldSay("8 April 2015");
        var done = await check.Submit("Give them away");

        done.ShouldSay("2 tasks were given away, and whoever has them now is told. 1 was left where it is.");
        (await WaitingAsync()).ShouldBe([
            ("Answer LSCB-02: Front-line practice is watched", "Northshire Health", _day), ("Answer LSCB-03: Partners hold each other to account", "Northshire Health", _day),
            ("Provide evidence: Strategy meetings", "Northshire Police", new DateOnly(2015, 3, 31))]);
        (await Portal.ReadAsync(db => db.Assignments.Select(a => a.DueOn).Distinct().ToListAsync())).ShouldBe([_day]);
    }

    [Fact]
    public async Task Unless_asked_otherwise_each_keeps_its_own_date_also_one_that_is_over_and_all_are_shown_before()
    {
        var scene = await ThreeWaitAsync();
        await Portal.AsAsync(Given.Manager, async s => await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-03", await PoliceAsync(), new DateOnly(2015, 4, 14), default));
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 2, 9, 0, 0, TimeSpan.Zero));
        var team = await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open("/inbox/team");
        var form = await team.Submit("Give to another post", [.. team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("Choose ", StringComparison.Ordinal)).Select(l => (l, (object?)true))]);
        var check = await form.Submit("Continue", ("Who takes them on?", "Northshire Health (Samuel Okafor)"));

        check.ShouldSay("Each on its own date").ShouldSay("Late already: whoever gets it is asked at once");
        check.Document.QuerySelectorAll("tbody tr").Select(r => HtmlPage.Words(r.QuerySelector("td:last-child"))).ShouldBe(
            ["31 March 2015 Late already: whoever gets it is asked at once", "As now", "14 April 2015"], ignoreOrder: true);
        await check.Submit("Give them away");

        (await WaitingAsync()).ShouldBe([
            ("Answer LSCB-02: Front-line practice is watched", "Northshire Health", new DateOnly(2015, 3, 31)), ("Answer LSCB-03: Partners hold each other to account", "Northshire Health", new DateOnly(2015, 4, 14)),
            ("Provide evidence: Strategy meetings", "Northshire Police", new DateOnly(2015, 3, 31))]);
    }

    [Fact]
    public async Task Those_who_had_them_and_those_who_get_them_are_told_once_with_the_dates_for_their_calendars()
    {
        await ThreeWaitAsync();
        var team = await (await SignedInAs(Given.Manager)).Open("/inbox/team");
        var chosen = team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("Choose Answer", StringComparison.Ordinal)).Select(l => (l, (object?)true));
        var form = await team.Submit("Give to another post", [.. chosen]);
        await (await form.Submit("Continue", ("Who takes them on?", "Northshire Health (Samuel Okafor)"), ("When are they due?", "All on one date"), ("By when?", _day))).Submit("Give them away");

        var gone = await MailAsync("work was taken off you");
        gone.Name.ShouldBe("Priya Nair");
        (await ReadCalendar.AllOfAsync(gone.Calendar!)).Select(c => (c.Method, c.Events.Single().Status, c.Events.Single().Sequence)).ShouldBe([("CANCEL", "CANCELLED", 1), ("CANCEL", "CANCELLED", 1)]);
        var given = (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("work was given to you") && m.Name == "Samuel Okafor").ToListAsync())).ShouldHaveSingleItem();
        given.Text.ShouldContain("- LSCB-02 Front-line practice is watched, due on 8 April 2015");
        given.Text.ShouldContain("LSCB-03 Partners hold each other to account, due on 8 April 2015");
        var calendar = await ReadCalendar.OfAsync(given.Calendar!);
        calendar.Method.ShouldBe("PUBLISH");
        calendar.Events.Select(e => (e.Start, e.Sequence)).ShouldBe([("2015-04-08", 1), ("2015-04-08", 1)]);
    }

    [Fact]
    public async Task A_day_that_is_over_is_refused_beside_its_field_and_nothing_moves()
    {
        await ThreeWaitAsync();
        var before = await WaitingAsync();
        var team = await (await SignedInAs(Given.Manager)).Open("/inbox/team");
        var form = await team.Submit("Give to another post", (team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).First(l => l.StartsWith("Choose Answer", StringComparison.Ordinal)), true));

        (await form.Submit("Continue", ("When are they due?", "All on one date"))).ShouldShowError("Choose who takes them on").ShouldShowError("Enter the day by which they are due");
        (await form.Submit("Continue", ("Who takes them on?", "Northshire Health (Samuel Okafor)"), ("When are they due?", "All on one date"), ("By when?", new DateOnly(2015, 3, 2)))).ShouldShowError("The due date must be today or later.");
        (await WaitingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Where_one_cannot_be_given_none_is_and_the_reason_stands_beside_each()
    {
        await ThreeWaitAsync();
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 3, 23, 30, 0, TimeSpan.Zero));
        var team = await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open("/inbox/team");
        var form = await team.Submit("Give to another post", [.. team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("Choose Answer", StringComparison.Ordinal)).Select(l => (l, (object?)true))]);
        var check = await form.Submit("Continue", ("Who takes them on?", "Northshire Health (Samuel Okafor)"), ("When are they due?", "All on one date"), ("By when?", new DateOnly(2015, 3, 3)));

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 4, 0, 30, 0, TimeSpan.Zero));
        var refused = await check.Submit("Give them away");

        refused.ShouldShowError("The due date must be today or later.");
        refused.Document.QuerySelectorAll("tbody .govuk-error-message").Length.ShouldBe(2);
        (await WaitingAsync()).ShouldAllBe(t => t.Post == "Northshire Police");
    }

    /// <summary>The police have two criteria to answer and are asked for evidence.</summary>
    private async Task<Scene> ThreeWaitAsync()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s => await s.GetRequiredService<AssignWork>().ToAsync(
            scene.Id, "LSCB", "LSCB-03", await Portal.ReadAsync(db => db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync()), new DateOnly(2015, 3, 31), default));
        await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        return scene;
    }

    private Task<Id<Post>> PoliceAsync() => Portal.ReadAsync(db => db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync());

    private Task<List<(string Title, string Post, DateOnly DueOn)>> WaitingAsync() => Portal.ReadAsync(async db => (await db.Tasks.Where(t => t.State == TaskState.Open)
        .Join(db.Posts, t => t.PostId, p => p.Id, (t, p) => new { t.Title, Post = p.Title, t.DueOn }).Where(t => t.Post.StartsWith("Northshire")).OrderBy(t => t.Title).ToListAsync())
        .ConvertAll(t => (t.Title, t.Post, t.DueOn!.Value)));

    private Task<OutgoingEmail> MailAsync(string subject) => Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject.EndsWith(subject)));
}
