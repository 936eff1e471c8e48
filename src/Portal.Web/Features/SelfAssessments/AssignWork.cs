using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Gives a judgement area or a criterion to a post of the body, with a due date. Giving it again to another post moves it.</summary>
public sealed class AssignWork(PortalDbContext db, FrameworkLibrary frameworks, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="judgementCode">The area.</param>
    /// <param name="criterionId">The criterion; null for the whole area.</param>
    /// <param name="to">The post that takes it on.</param>
    /// <param name="dueOn">By when.</param>
    /// <param name="ct">Cancels.</param>
    public Task ToAsync(Id<SelfAssessment> id, string judgementCode, string? criterionId, Id<Post> to, DateOnly dueOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can assign work.");
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            if (framework.FindJudgement(judgementCode) is not { } area
                || (criterionId is not null && !area.Criteria.Any(c => c.Id == criterionId)))
            {
                throw new NotFound();
            }

            if (!await db.Posts.AnyAsync(p => p.Id == to && p.BodyId == assessment.BodyId, ct))
            {
                throw new RuleBroken("assignment.other-body", "Choose a post of this board or authority.", "Post");
            }

            if (dueOn < clock.Today())
            {
                throw new RuleBroken("assignment.past", "The due date must be today or later.", nameof(Assignment.DueOn));
            }

            // Made before the old one goes: a refused date must not take away what was there.
            var assignment = Assignment.Of(assessment, judgementCode, criterionId, to, dueOn, me.Id, clock.UtcNow());
            db.Assignments.RemoveRange(await db.Assignments
                .Where(a => a.SelfAssessmentId == id && a.JudgementCode == judgementCode && a.CriterionId == criterionId).ToListAsync(ct));
            db.Assignments.Add(assignment);
            await MoveTaskAsync(assessment, area.Title, criterionId is null ? null : framework.Criterion(criterionId).Title, judgementCode, criterionId, to, dueOn, ct);
            audit.Record(assessment.BodyId, "assigned", assessment.Id, criterionId ?? judgementCode);
            await db.SaveChangesAsync(ct);
        });

    private async Task MoveTaskAsync(
        SelfAssessment assessment, string areaTitle, string? criterionTitle, string judgementCode, string? criterionId, Id<Post> to, DateOnly dueOn, CancellationToken ct)
    {
        var about = criterionId ?? judgementCode;
        foreach (var task in await db.Tasks.Where(t => t.SelfAssessmentId == assessment.Id && t.About == about && t.State == TaskState.Open).ToListAsync(ct))
        {
            task.Move(to, dueOn);
            return;
        }

        if (criterionId is not null)
        {
            db.Tasks.Add(AssessmentTask.For(to, assessment, new TaskBrief(
                $"Answer {criterionId}: {criterionTitle}",
                $"Say what you know, how you know it, what difference it made and what comes next, and attach your evidence. It is part of “{areaTitle}”.",
                $"/self-assessments/answer/{assessment.Id}/{criterionId}",
                dueOn,
                [],
                About: criterionId), clock.UtcNow()));
        }
    }
}
