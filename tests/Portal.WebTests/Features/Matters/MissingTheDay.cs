using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tasks;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>What happens when nobody answers: the days of grace, the escalation, and what comes after.</summary>
public sealed class MissingTheDay(PortalFixture portal) : MatterTest(portal)
{
    // Due on Tuesday 31 March 2015. Good Friday and Easter Monday are no working days: the fifth day of grace is Thursday 9 April.
    private static readonly DateTime _graceEnds = new(2015, 4, 9, 23, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_process_waits_until_the_last_day_of_grace_has_ended_in_British_summer_time()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        (await TimersAsync(id)).ShouldBe([_graceEnds]);

        await ItBecomesAsync(_graceEnds.AddMinutes(-1));
        (await AskedAsync(id)).Single().Post.ShouldBe("Northshire Police");

        await ItBecomesAsync(_graceEnds);
        (await AskedAsync(id)).ShouldBe([("Board manager", "Evidence has not come: Strategy meetings", new DateOnly(2015, 4, 15))]);
    }

    [Fact]
    public async Task The_task_lapses_and_whoever_is_to_know_has_one_mail_that_tells_no_content()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await ItBecomesAsync(_graceEnds);
        await ItBecomesAsync(_graceEnds.AddMinutes(1));

        var lapsed = await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.MatterId == id && t.State == TaskState.Lapsed));
        lapsed.EndedAt.ShouldBe(_graceEnds);
        var mail = (await MailsAsync("Evidence is overdue")).ShouldHaveSingleItem("The manager opened it and runs the board: one mail, not two.");
        mail.Name.ShouldBe("Tom Whitfield");
        mail.Subject.ShouldBe("Northshire Safeguarding Children Board: Evidence is overdue");
        mail.Text.ShouldContain($"/matters/details/{id}");
        $"{mail.Subject} {mail.Text}".ShouldNotContain("June");
    }

    [Fact]
    public async Task Nobody_can_answer_a_task_that_has_lapsed_and_its_page_says_why()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var task = await (await (await SignedInAs(Given.Police)).Open("/inbox")).Follow("Provide evidence: Strategy meetings");
        await ItBecomesAsync(_graceEnds);

        var police = await NowAs(Given.Police);
        (await police.Open(task.Path)).ShouldSay("No answer came in time; the process went on on 10 April 2015 at 12.00am.");
        (await police.Open($"/matters/details/{id}")).ShouldSay("no answer came from Northshire Police in time");
    }

    [Fact]
    public async Task More_time_given_afterwards_asks_again_and_closing_says_what_came_of_it()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await ItBecomesAsync(_graceEnds);

        await Given.Answered(Given.Manager, id, "Give more time");
        (await AskedAsync(id)).ShouldBe([("Northshire Police", "Provide evidence: Strategy meetings", new DateOnly(2015, 4, 17))]);

        await ItBecomesAsync(new DateTime(2015, 4, 24, 23, 0, 0, DateTimeKind.Utc));
        await Given.Answered(Given.Manager, id, "Close without it");
        (await MatterAsync(id)).Result.ShouldBe("Nothing came in time; the request was closed without the evidence.");
    }

    [Fact]
    public async Task An_answer_and_the_end_of_the_grace_at_once_have_one_effect()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        Portal.Clock.AdjustTime(new DateTimeOffset(_graceEnds));

        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == id).Select(t => t.Id).SingleAsync());

        var refused = 0;
        await Task.WhenAll(
            Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default)),
            AnswerAsync());

        (await AskedAsync(id)).ShouldHaveSingleItem().Title.ShouldBe(refused == 1 ? "Evidence has not come: Strategy meetings" : "Check the evidence provided: Strategy meetings");

        async Task AnswerAsync()
        {
            try
            {
                await Portal.AsAsync(Given.Police, s => s.GetRequiredService<Web.Features.Matters.AnswerTask>().AsAsync(task, "Provided", null, default));
            }
            catch (Domain.Common.RuleBroken late)
            {
                late.Code.ShouldBe("task.not-open");
                refused++;
            }
        }
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_step_fails_visibly_and_the_next_round_of_timers_does_not_meet_it_again()
    {
        // Westmere has no chief executive to whom a late plan would go.
        var id = await Given.Opened("anita.desai", "demo-westmere-council", "improvement-plan", "After the inspection", "The findings on care leavers.", new DateOnly(2015, 3, 31));

        await ItBecomesAsync(_graceEnds);

        var incident = await Portal.ReadAsync(db => db.Set<WorkflowIncident>().SingleAsync());
        incident.Message.ShouldBe("There is no post for “chief-executive” in this body, its partner or the review team. Ask the administrator to add one.");
        (await Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default))).ShouldBe(0);
        (await (await NowAs("anita.desai")).Open($"/matters/details/{id}")).ShouldSay("“Tell that the plan is late” could not be done; the administrator decides how to go on");
    }
}
