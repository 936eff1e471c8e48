using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class OpeningASelfAssessment(PortalFixture portal) : PortalTest(portal)
{
    [Theory]
    [InlineData("2015-03-02", "self-assessment.submission-past")]
    [InlineData("2015-04-03", "self-assessment.submission-not-working-day")] // Good Friday
    [InlineData("2015-05-04", "self-assessment.submission-not-working-day")] // Early May bank holiday
    [InlineData("2015-05-09", "self-assessment.submission-not-working-day")] // Saturday
    [InlineData("2015-05-10", "self-assessment.submission-not-working-day")] // Sunday
    public async Task A_submission_date_in_the_past_or_on_a_day_off_is_refused_beside_its_field(string date, string code)
    {
        var refused = await Should.ThrowAsync<RuleBroken>(() => OpenAsync(Given.Chair, "demo-northshire-board", Given.Plan with { SubmissionDate = DateOnly.Parse(date, CultureInfo.InvariantCulture) }));

        refused.Code.ShouldBe(code);
        refused.Field.ShouldBe(nameof(AssessmentPlan.SubmissionDate));
        (await Portal.ReadAsync(db => db.SelfAssessments.CountAsync())).ShouldBe(0);
        (await Portal.ReadAsync(db => db.Tasks.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task It_can_be_due_today()
    {
        var id = await OpenAsync(Given.Chair, "demo-northshire-board", Given.Plan with { SubmissionDate = new DateOnly(2015, 3, 3) });

        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == id))).Status.ShouldBe(SelfAssessmentStatus.InProgress);
    }

    [Fact]
    public async Task Only_those_who_run_the_body_open_one()
    {
        foreach (var who in new[] { Given.Police, Given.Director, "janet.moss", "ruth.bannister", "pat.quinn" })
        {
            await Should.ThrowAsync<Forbidden>(() => OpenAsync(who, "demo-northshire-board", Given.Plan), who);
        }
    }

    [Fact]
    public async Task A_board_cannot_answer_the_framework_of_authorities()
    {
        var board = await BodyAsync("demo-northshire-board");

        var refused = await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Chair, s =>
            s.GetRequiredService<OpenSelfAssessment>().ForAsync(board, "sif-2013", 1, Given.Plan, default)));

        refused.Code.ShouldBe("self-assessment.wrong-framework");
    }

    [Fact]
    public async Task The_manager_is_asked_to_assign_the_work_within_five_working_days()
    {
        var scene = await Given.Opened();

        var task = await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.SelfAssessmentId == scene.Id));
        task.State.ShouldBe(TaskState.Open);
        task.DueOn.ShouldBe(new DateOnly(2015, 3, 10));
        (await Portal.ReadAsync(db => db.Posts.Where(p => p.Id == task.PostId).Select(p => p.Title).SingleAsync())).ShouldBe("Board manager");
    }

    [Fact]
    public async Task An_authority_answers_its_own_framework_led_by_its_director()
    {
        var authority = await BodyAsync("demo-northshire-council");

        var id = await Portal.AsAsync(Given.Director, s => s.GetRequiredService<OpenSelfAssessment>().ForAsync(authority, "sif-2013", 1, Given.Plan, default));

        var task = await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.SelfAssessmentId == id));
        (await Portal.ReadAsync(db => db.Posts.Where(p => p.Id == task.PostId).Select(p => p.Title).SingleAsync())).ShouldBe("Director of children’s services");
    }

    private Task<Id<Domain.People.Body>> BodyAsync(string code) => Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == code).Select(b => b.Id).SingleAsync());

    private async Task<Id<SelfAssessment>> OpenAsync(string who, string body, AssessmentPlan plan)
    {
        var id = await BodyAsync(body);
        return await Portal.AsAsync(who, s => s.GetRequiredService<OpenSelfAssessment>().ForAsync(id, Given.Framework, 1, plan, default));
    }
}
