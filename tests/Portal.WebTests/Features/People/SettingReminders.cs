using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Auditing;
using Portal.Web.Features.People;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.People;

/// <summary>A body sets its own schedules within the limits: what and why, check, confirm; the change is on the trail.</summary>
public sealed class SettingReminders(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task A_board_manager_sets_when_a_kind_of_task_reminds_and_it_is_on_the_trail()
    {
        var manager = await SignedInAs(Given.Manager);
        var shown = await (await manager.Open("/people")).Follow("When people are reminded: Northshire Safeguarding Children Board");
        shown.ShouldSay("5, 2 and 1 working days before, on the day, then every 2 working days").ShouldSay("the board manager after 2 and the chair after 6 working days");
        var form = await shown.Follow("Change reminders (Signatures)");
        var check = await form.Submit(
            "Continue", ("Whose schedule holds?", "One of our own"), ("Remind this many working days before the due date", "3, 1"), ("Remind on the due date?", "No"), ("After the due date, remind every so many working days", "1"),
            ("The board manager hears that it is late after so many working days", ""), ("The chair hears that it is late after so many working days", "4"), ("Why does it change?", "The chair asked for it."));

        check.ShouldSay("3 and 1 working days before, then every working day").ShouldSay("the chair after 4 working days").ShouldSay("The chair asked for it.");
        var set = await check.Submit("Set the schedule");

        set.ShouldSay("Signatures: the new schedule holds from now on.").ShouldSay("this body");
        (await RecordedAsync()).ShouldBe(
            ["Signatures: reminders 5, 2 and 1 working days before, on the day, then every 2 working days; when it is late, the board manager after 2 and the chair after 6 working days became reminders 3 and 1 working days before, then every working day; when it is late, the chair after 4 working days. The chair asked for it."]);
        (await (await SignedInAs(Given.Chair)).Open($"/people/reminders/{await BoardAsync()}")).ShouldSay("3 and 1 working days before, then every working day");
    }

    [Fact]
    public async Task What_is_outside_the_limits_is_refused_beside_its_field_and_the_rest_stays()
    {
        var form = await (await SignedInAs(Given.Manager)).Open($"/people/reminder-kind/{await BoardAsync()}/matter");

        var refused = await form.Submit(
            "Continue", ("Whose schedule holds?", "One of our own"), ("Remind this many working days before the due date", "41, ten"), ("After the due date, remind every so many working days", "21"), ("The chair hears that it is late after so many working days", "61"), ("Why does it change?", ""));

        refused.ShouldShowError("Reminders before the due date must be whole numbers between 1 and 40, such as 10, 5, 1");
        refused.ShouldShowError("The gap after the due date must be a whole number between 0 and 20");
        refused.ShouldShowError("Enter a whole number between 1 and 60 for the chair, or nothing");
        refused.ShouldShowError("Say why it changes");
        refused.Html.ShouldContain("41, ten");
        (await RecordedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_authority_is_asked_about_the_posts_it_has()
    {
        var authority = await Portal.ReadAsync(db => db.Posts.Where(p => p.Role == PostRole.DirectorOfChildrensServices && p.Holdings.Any(h => db.People.Any(x => x.Id == h.PersonId && x.Email.StartsWith(Given.Director)))).Select(p => p.BodyId).FirstAsync());
        var director = await SignedInAs(Given.Director);
        (await director.Open($"/people/reminders/{authority}")).ShouldSay("the director after 3 and again after 15 working days").Text.ShouldNotContain("board manager after");

        var form = await director.Open($"/people/reminder-kind/{authority}/matter");
        form.Text.ShouldNotContain("The chair hears");
        var check = await form.Submit(
            "Continue", ("Whose schedule holds?", "One of our own"), ("The director hears that it is late after so many working days", "4"), ("The director hears once more that it is late after so many working days", "8"), ("Why does it change?", "Less mail."));

        check.ShouldSay("the director after 4 and again after 8 working days");
    }

    [Fact]
    public async Task Digest_and_hours_are_set_and_given_back_to_the_portal()
    {
        var board = await BoardAsync();
        var manager = await SignedInAs(Given.Manager);
        var form = await (await manager.Open($"/people/reminders/{board}")).Follow("Change digest (Weekly digest and hours)");
        (await form.Submit("Continue", ("Whose digest and hours hold?", "Our own"), ("No mail before", "05:00"), ("Why does it change?", "Late risers."))).ShouldShowError("Mail must begin between 06:00 and 11:00, such as 07:30 or 7.30am");
        var set = await (await form.Submit("Continue", ("Whose digest and hours hold?", "Our own"), ("Day of the weekly digest", "Thursday"), ("No mail before", "09:30"), ("No mail from this time on", "17:00"), ("Why does it change?", "Late risers.")))
            .Submit("Set digest and hours");
        set.ShouldSay("Thursday").ShouldSay("9.30am to 5.00pm");

        var back = await manager.Open($"/people/reminder-week/{board}");
        await (await back.Submit("Continue", ("Whose digest and hours hold?", "Those of the portal"), ("Why does it change?", "It was a trial."))).Submit("Set digest and hours");

        (await manager.Open($"/people/reminders/{board}")).ShouldSay("7.00am to 7.00pm");
        (await RecordedAsync()).ShouldBe(
            [
                "digest: Monday; mail from 7.00am to 7.00pm became digest: Thursday; mail from 9.30am to 5.00pm. Late risers.",
                "digest: Thursday; mail from 9.30am to 5.00pm became digest: Monday; mail from 7.00am to 7.00pm, as everybody has it. It was a trial.",
            ]);
    }

    [Fact]
    public async Task Setting_what_is_set_already_is_refused()
    {
        var board = await BoardAsync();
        await SetAsync(board, new OwnKind([3], true, 0, null, null, null));

        (await Should.ThrowAsync<RuleBroken>(() => SetAsync(board, new OwnKind([3], true, 0, null, null, null)))).Code.ShouldBe("reminders.same");
    }

    [Fact]
    public async Task Looking_at_a_schedule_and_going_on_makes_none_of_ones_own()
    {
        var form = await (await SignedInAs(Given.Manager)).Open($"/people/reminder-kind/{await BoardAsync()}/matter");
        var check = await form.Submit("Continue", ("Why does it change?", "It does not."));

        (await check.Submit("Set the schedule")).ShouldSay("This is how it is set already.");
        (await RecordedAsync()).ShouldBeEmpty();
        (await Portal.ReadAsync(db => db.Set<ReminderPlan>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_limits_hold_for_whoever_calls_the_use_case_too()
    {
        var board = await BoardAsync();

        foreach (var beyond in new[] { new OwnKind([41], true, 0, null, null, null), new OwnKind([1, 2, 3, 4, 5, 6], true, 0, null, null, null), new OwnKind([], true, 21, null, null, null), new OwnKind([], true, 0, 61, null, null) })
        {
            (await Should.ThrowAsync<RuleBroken>(() => SetAsync(board, beyond))).Code.ShouldBe("reminders.limits");
        }
    }

    [Fact]
    public async Task Who_does_not_run_the_body_reads_and_changes_nothing_and_a_stranger_finds_no_page()
    {
        var board = await BoardAsync();

        (await (await SignedInAs(Given.Police)).Open($"/people/reminders/{board}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var chief = await SignedInAs("david.lowe");
        (await chief.Open($"/people/reminders/{board}")).Text.ShouldNotContain("Change");
        (await chief.Open($"/people/reminder-week/{board}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var other = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Kind == BodyKind.SafeguardingBoard && b.Id != board).Select(b => b.Id).FirstAsync());
        (await (await SignedInAs(Given.Manager)).Open($"/people/reminders/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs(Given.Manager)).Open($"/people/reminder-kind/{board}/no-such-kind")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<ChangeReminders>().WeekAsync(board, null, "Why not.", default)));
        (await Portal.ReadAsync(db => db.Set<ReminderPlan>().CountAsync())).ShouldBe(0);
    }

    private Task SetAsync(Id<Body> board, OwnKind own) => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<ChangeReminders>().KindAsync(board, "matter", own, "As agreed.", default));

    private Task<Id<Body>> BoardAsync() => Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync());

    private Task<List<string>> RecordedAsync() => Portal.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Action == "reminders-set").OrderBy(e => e.Number).Select(e => e.Reason!).ToListAsync());
}
