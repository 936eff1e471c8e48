using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>The date of a matter, and its end before its time.</summary>
public sealed class MovingAndWithdrawing(PortalFixture portal) : MatterTest(portal)
{
    [Fact]
    public async Task When_its_date_is_moved_the_tasks_and_timers_counted_from_it_move_and_the_old_timer_does_not_ring()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var form = await (await (await SignedInAs(Given.Manager)).Open($"/matters/details/{id}")).Follow("Move its date");
        (await form.Submit("Continue")).ShouldShowError("Enter the new date").ShouldShowError("Say why the date is moved");
        (await form.Submit("Continue", ("New date", new DateOnly(2015, 3, 2)), ("Why is the date moved?", "The board meets later."))).ShouldShowError("The date must be today or later.");
        var check = await form.Submit("Continue", ("New date", new DateOnly(2015, 4, 17)), ("Why is the date moved?", "The board meets later."));

        (await check.Submit("Move the date")).ShouldSay("The date is now 17 April 2015.").ShouldSay("by 17 April 2015").ShouldSay("The board meets later.");

        (await AskedAsync(id)).Single().DueOn.ShouldBe(new DateOnly(2015, 4, 17));
        (await TimersAsync(id)).ShouldBe([new DateTime(2015, 4, 24, 23, 0, 0, DateTimeKind.Utc)]);
        await ItBecomesAsync(new DateTime(2015, 4, 10, 9, 0, 0, DateTimeKind.Utc));
        (await AskedAsync(id)).Single().Post.ShouldBe("Northshire Police");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Action == "matter-moved").Select(e => e.Reason).SingleAsync()))
            .ShouldBe("From 31 March 2015 to 17 April 2015. The board meets later.");
    }

    [Fact]
    public async Task Moved_to_an_earlier_day_it_rings_earlier()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<Web.Features.Matters.MoveMatter>().ToAsync(id, new DateOnly(2015, 3, 10), "Needed sooner.", default));

        await ItBecomesAsync(new DateTime(2015, 3, 18, 0, 0, 0, DateTimeKind.Utc));

        (await AskedAsync(id)).Single().Post.ShouldBe("Board manager");
    }

    [Fact]
    public async Task A_round_that_is_counted_from_the_present_day_does_not_move_with_it()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await Given.Answered(Given.Police, id, "Provided");
        await Given.Answered(Given.Manager, id, "Send back");

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<Web.Features.Matters.MoveMatter>().ToAsync(id, new DateOnly(2015, 4, 17), "Later.", default));

        (await AskedAsync(id)).Single().DueOn.ShouldBe(new DateOnly(2015, 3, 10));
    }

    [Fact]
    public async Task Withdrawn_with_a_reason_its_tasks_end_and_what_was_said_stays()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await Given.Answered(Given.Police, id, "Provided", "They are in the folder on neglect.");
        var form = await (await (await SignedInAs(Given.Manager)).Open($"/matters/details/{id}")).Follow("Withdraw this matter");
        (await form.Submit("Continue")).ShouldShowError("Say why it is withdrawn");

        var after = await (await form.Submit("Continue", ("Why is it withdrawn?", "They are public."))).Submit("Withdraw the matter");

        after.ShouldSay("Withdrawn").ShouldSay("They are public.").ShouldSay("They are in the folder on neglect.").ShouldSay("Nobody at the moment.");
        (await Portal.ReadAsync(db => db.Tasks.CountAsync(t => t.MatterId == id && t.State == TaskState.Open))).ShouldBe(0);
        (await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.MatterId == id).Select(i => i.SubStatus).SingleAsync())).ShouldBe("Cancelled");
        (await TimersAsync(id)).ShouldBeEmpty();
        (await (await SignedInAs(Given.Police)).Open("/inbox")).Text.ShouldNotContain("Strategy meetings: Check");
    }

    [Fact]
    public async Task Ended_by_an_administrator_it_is_withdrawn_with_the_reason()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var instance = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.MatterId == id).Select(i => i.Id).SingleAsync());

        await Portal.AsAsync("pat.quinn", s => s.GetRequiredService<Web.Features.Administration.CaseActions>().CancelAsync(instance, "Opened twice.", default));

        var matter = await MatterAsync(id);
        (matter.State, matter.Result).ShouldBe((MatterState.Withdrawn, "Opened twice."));
    }

    [Fact]
    public async Task The_task_of_a_matter_is_reminded_of_like_any_other()
    {
        await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 24, 9, 0, 0, TimeSpan.Zero));

        await Portal.AsPortalAsync(s => s.GetRequiredService<Web.Reminders.SendReminders>().RunAsync(default));

        var mail = await Portal.ReadAsync(db => db.Set<Web.Mail.OutgoingEmail>().SingleAsync(m => m.Name == "Priya Nair"));
        mail.Text.ShouldContain("Provide evidence: Strategy meetings");
    }
}
