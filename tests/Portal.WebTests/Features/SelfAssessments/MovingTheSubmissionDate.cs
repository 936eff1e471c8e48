using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tasks;
using Portal.Web.Mail;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>The submission date moves, and with it what is counted from it.</summary>
public sealed class MovingTheSubmissionDate(PortalFixture portal) : PortalTest(portal)
{
    private const string Date = "When is it to be submitted?";
    private const string Reason = "Why is the date moved?";

    [Fact]
    public async Task Tasks_counted_from_it_move_by_as_much_and_the_timeline_says_why()
    {
        var scene = await Given.Assessed();
        (await DueAsync(scene)).ShouldBe([("Check readiness for signature", new DateOnly(2015, 4, 20))]);
        var manager = await SignedInAs(Given.Manager);
        var form = await (await manager.Open($"/self-assessments/overview/{scene.Id}")).Follow("Move the submission date");

        var check = await form.Submit("Continue", (Date, new DateOnly(2015, 5, 19)), (Reason, "The board meets two weeks later."));
        check.ShouldSay("5 May 2015").ShouldSay("19 May 2015");
        (await check.Submit("Move the submission date")).ShouldSay("The self-assessment is now to be submitted by 19 May 2015.").ShouldSay("To be submitted by 19 May 2015.");

        (await DueAsync(scene)).ShouldBe([("Check readiness for signature", new DateOnly(2015, 5, 5))]);
        (await manager.Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("moved the submission date").ShouldSay("From 5 May 2015 to 19 May 2015. The board meets two weeks later.");
    }

    [Fact]
    public async Task A_day_agreed_with_the_lead_of_an_area_stays()
    {
        var scene = await Given.Opened();
        await Given.AreaLed(scene, Given.Police, new DateOnly(2015, 4, 1));
        await Given.Finished(scene.Id, "Assigned");

        await Given.SubmissionMoved(scene, new DateOnly(2015, 5, 19));

        (await DueAsync(scene)).ShouldContain(t => t.DueOn == new DateOnly(2015, 4, 1));
    }

    [Theory]
    [InlineData("2015-05-05", "This is the present submission date. Enter another one.")]
    [InlineData("2015-03-02", "The submission date must be today or later.")]
    [InlineData("2015-05-09", "The submission date must be a working day: it is a weekend or a bank holiday.")]
    public async Task A_date_that_cannot_be_is_refused_beside_its_field_before_the_check_with_the_reason_kept(string date, string words)
    {
        var scene = await Given.Opened();

        var refused = await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/move/{scene.Id}"))
            .Submit("Continue", (Date, DateOnly.ParseExact(date, "yyyy-MM-dd")), (Reason, "The board meets later."));

        refused.ShouldShowError(words);
        refused.Value(Reason).ShouldBe("The board meets later.");
    }

    [Fact]
    public async Task Submitted_it_has_no_date_to_move()
    {
        var scene = await Given.Submitted();

        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/overview/{scene.Id}")).Text.ShouldNotContain("Move the submission date");
        (await Should.ThrowAsync<Domain.Common.RuleBroken>(() => Given.SubmissionMoved(scene, new DateOnly(2015, 5, 19)))).Code.ShouldBe("self-assessment.ended");
    }

    [Fact]
    public async Task How_it_has_gone_is_told_in_the_words_of_the_process()
    {
        var scene = await Given.UpForSignature();
        await Given.Returned(Given.Chair, scene.Id, "LSCB-07 does not say what changed.");

        var page = await (await (await SignedInAs(Given.Director)).Open($"/self-assessments/overview/{scene.Id}")).Follow("How it has gone so far");

        page.ShouldSay("Assess done").ShouldSay("Sign now").ShouldSay("“Sign or return the self-assessment”: Return, by Helen Archer").ShouldSay("LSCB-07 does not say what changed.")
            .ShouldSay("Freeze the version to be signed").ShouldSay("Board manager, Tom Whitfield");
    }

    [Fact]
    public async Task A_lead_who_misses_the_agreed_day_is_asked_again_and_who_runs_it_has_one_mail_for_each_round()
    {
        var scene = await Given.Opened();
        await Given.AreaLed(scene, Given.Police, new DateOnly(2015, 3, 10));
        await Given.Finished(scene.Id, "Assigned");

        // Five working days of grace: until the end of Tuesday 17 March.
        for (var minute = 0; minute < 3; minute++)
        {
            Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 18, 0, minute, 0, TimeSpan.Zero));
            await Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default));
        }

        (await DueAsync(scene)).ShouldBe([("Assess: Effectiveness of the Local Safeguarding Children Board", new DateOnly(2015, 3, 18))]);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("A judgement is late")).Select(m => m.Name).ToListAsync())).ShouldBe(["Tom Whitfield"]);
    }

    [Fact]
    public async Task Given_to_another_lead_with_a_later_day_the_area_does_not_lapse_on_the_old_one()
    {
        var scene = await Given.Opened();
        await Given.AreaLed(scene, Given.Police, new DateOnly(2015, 3, 10));
        await Given.Finished(scene.Id, "Assigned");
        await Given.AreaLed(scene, "samuel.okafor", new DateOnly(2015, 4, 1));

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 18, 0, 0, 0, TimeSpan.Zero));
        (await Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default))).ShouldBe(0);

        (await DueAsync(scene)).Single().DueOn.ShouldBe(new DateOnly(2015, 4, 1));
    }

    [Fact]
    public async Task A_chair_who_does_not_decide_in_time_is_asked_again_and_can_sign_what_was_frozen()
    {
        var scene = await Given.UpForSignature();
        await Given.Signed(Given.Director, scene.Id);

        // Due five working days before 5 May, a bank holiday between: 27 April, and five of grace until the end of 5 May.
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 5, 5, 23, 0, 0, TimeSpan.Zero));
        await Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default));

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("The chair has not decided")).Select(m => m.Name).Order().ToListAsync()))
            .ShouldBe(["Helen Archer", "Tom Whitfield"]);
        await Given.Signed(Given.Chair, scene.Id);
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == scene.Id))).Status.ShouldBe(Domain.SelfAssessments.SelfAssessmentStatus.Submitted);
    }

    private Task<IReadOnlyList<(string Title, DateOnly? DueOn)>> DueAsync(Scene scene) => Portal.ReadAsync<IReadOnlyList<(string, DateOnly?)>>(async db => (await db.Tasks
        .Where(t => t.SelfAssessmentId == scene.Id && t.State == TaskState.Open && t.BookmarkId != null).OrderBy(t => t.Title)
        .Select(t => new { t.Title, t.DueOn }).ToListAsync()).ConvertAll(t => (t.Title, t.DueOn)));
}
