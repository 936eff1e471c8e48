using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Who is to lead an area or answer a criterion of it, and by when.</summary>
/// <param name="CriterionId">The criterion; null for the whole area.</param>
/// <param name="To">The post that takes it on; null leaves it with those who run the self-assessment.</param>
/// <param name="DueOn">The last day for it; without one a criterion is due with its area.</param>
public sealed record AssignmentWish(string? CriterionId, Id<Post>? To, DateOnly? DueOn);

/// <summary>A wish that cannot be met, and why.</summary>
public sealed record RefusedAssignment(AssignmentWish Wish, RuleBroken Why);

/// <summary>Gives a judgement area and its criteria to posts of the body, with due dates. Giving one again moves it; giving it to nobody takes it back.</summary>
public sealed class AssignWork(PortalDbContext db, FrameworkLibrary frameworks, Posts runners, MoveDueDates move, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Gives one area or criterion to a post.</summary>
    /// <exception cref="RuleBroken">The post is of another body, or the date does not fit.</exception>
    public async Task ToAsync(Id<SelfAssessment> id, string judgementCode, string? criterionId, Id<Post> to, DateOnly dueOn, CancellationToken ct)
    {
        if (await AreaAsync(id, judgementCode, [new AssignmentWish(criterionId, to, dueOn)], ct) is [var refused, ..])
        {
            throw refused.Why;
        }
    }

    /// <summary>Meets all wishes about one area in one save, or none of them.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="judgementCode">The area.</param>
    /// <param name="wishes">At most one for the area and for each of its criteria; what is not named stays as it is.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The wishes that stand in the way; empty when all were met.</returns>
    public Task<IReadOnlyList<RefusedAssignment>> AreaAsync(
        Id<SelfAssessment> id, string judgementCode, IReadOnlyList<AssignmentWish> wishes, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can assign work.");
        assessment.RequireOpenForWriting();
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var area = framework.FindJudgement(judgementCode) ?? throw new NotFound();
        var posts = await db.Posts.Where(p => p.BodyId == assessment.BodyId).Select(p => p.Id).ToListAsync(ct);
        var present = await db.Assignments.Where(a => a.SelfAssessmentId == id && a.JudgementCode == area.Code).ToListAsync(ct);
        var tasks = await OpenTasksAsync(assessment, area, ct);
        var areaDueOn = wishes.FirstOrDefault(w => w.CriterionId is null)?.DueOn ?? present.Find(a => a.CriterionId is null)?.DueOn;
        var refused = new List<RefusedAssignment>();
        foreach (var wish in wishes)
        {
            try
            {
                await MeetAsync(wish with { DueOn = wish.DueOn ?? areaDueOn });
            }
            catch (RuleBroken why)
            {
                refused.Add(new RefusedAssignment(wish, why));
            }
        }

        if (refused.Count > 0)
        {
            db.ChangeTracker.Clear();
            return (IReadOnlyList<RefusedAssignment>)refused;
        }

        // Assignments have no version of their own: two who assign at once meet at the assessment, as does whoever freezes it meanwhile.
        db.Entry(assessment).Property(a => a.Version).IsModified = true;
        await db.SaveChangesAsync(ct);
        return refused;

        async Task MeetAsync(AssignmentWish wish)
        {
            var criterion = wish.CriterionId is null ? null : area.Criteria.FirstOrDefault(c => c.Id == wish.CriterionId) ?? throw new NotFound();
            var about = criterion?.Id ?? area.Code;
            var old = present.Find(a => a.CriterionId == wish.CriterionId);
            if (old?.PostId == wish.To && (old is null || old.DueOn == wish.DueOn))
            {
                return;
            }

            if (wish.To is not { } to)
            {
                db.Remove(old!);
                await TakeBackAsync(assessment, tasks.GetValueOrDefault(about), ct);
                audit.Record(assessment.BodyId, "assignment-taken-back", assessment.Id, about);
                return;
            }

            var made = Make(assessment, area, wish, to, posts);
            if (old is not null)
            {
                db.Remove(old);
            }

            db.Add(made);
            await AskAsync(assessment, area, criterion, made, tasks.GetValueOrDefault(about), ct);
            audit.Record(assessment.BodyId, "assigned", assessment.Id, about);
        }
    });

    private Assignment Make(SelfAssessment assessment, JudgementArea area, AssignmentWish wish, Id<Post> to, List<Id<Post>> posts)
    {
        if (!posts.Contains(to))
        {
            throw new RuleBroken("assignment.other-body", "Choose a post of this board or authority.", "Post");
        }

        if (wish.DueOn is not { } dueOn)
        {
            throw new RuleBroken("assignment.no-date", "Enter the day by which it is due.", nameof(Assignment.DueOn));
        }

        if (dueOn < clock.Today())
        {
            throw new RuleBroken("assignment.past", "The due date must be today or later.", nameof(Assignment.DueOn));
        }

        return Assignment.Of(assessment, area.Code, wish.CriterionId, to, dueOn, me.Id, clock.UtcNow());
    }

    private async Task<Dictionary<string, PostTask>> OpenTasksAsync(SelfAssessment assessment, JudgementArea area, CancellationToken ct)
    {
        var about = area.Criteria.Select(c => c.Id).Append(area.Code).ToList();
        var tasks = await db.Tasks.Where(t => t.SelfAssessmentId == assessment.Id && t.State == TaskState.Open && about.Contains(t.About!)).ToListAsync(ct);
        return tasks.ToDictionary(t => t.About!, StringComparer.Ordinal);
    }

    /// <summary>Moves the task that is open already. The task of an area is made by the process when it comes to assessing, that of a criterion here.</summary>
    private async Task AskAsync(SelfAssessment assessment, JudgementArea area, Criterion? criterion, Assignment made, PostTask? open, CancellationToken ct)
    {
        if (open is not null)
        {
            await move.ToAsync(open, made.PostId, made.DueOn, "The work was given to somebody.", ct);
        }
        else if (criterion is not null)
        {
            db.Tasks.Add(PostTask.For(made.PostId, assessment, new TaskBrief(
                $"Answer {criterion.Id}: {criterion.Title}",
                $"Say what you know, how you know it, what difference it made and what comes next, and attach your evidence. It is part of “{area.Title}”.",
                $"/self-assessments/answer/{assessment.Id}/{criterion.Id}",
                made.DueOn,
                [],
                About: criterion.Id), clock.UtcNow()));
        }
    }

    /// <summary>The process goes on waiting for its own task, which then falls to those who run the assessment; a task made by an assignment ends with it.</summary>
    private async Task TakeBackAsync(SelfAssessment assessment, PostTask? open, CancellationToken ct)
    {
        if (open is { BookmarkId: null })
        {
            open.Cancel(clock.UtcNow());
        }
        else if (open is not null)
        {
            open.Move(await runners.FindAsync(HumanTask.AreaLead, assessment, ct), open.DueOn);
        }
    }
}
