using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;

namespace Portal.Web.Features.Inbox;

/// <summary>A task that somebody wants to give to another post.</summary>
/// <param name="Task">The task.</param>
/// <param name="Of">The self-assessment, where it came from an assignment.</param>
/// <param name="Assigned">The assignment it came from; null where its process says whose it is.</param>
public sealed record TaskToReassign(OpenTask Task, Id<SelfAssessment>? Of, Assignment? Assigned)
{
    /// <summary>Why it stays where it is; null where it can be given away.</summary>
    public string? WhyNot => Assigned is null ? "Its process says whose it is; it is left where it is." : null;

    /// <summary>When it is due once it is given: on the one date for all, or on its own.</summary>
    public DateOnly DueOn(DateOnly? oneDate) => oneDate ?? Task.DueOn ?? Assigned!.DueOn;
}

/// <summary>Gives tasks that came from assignments to another post of the body, all of them or none.</summary>
public sealed class ReassignTasks(PortalDbContext db, AssignWork assign, CurrentPerson me)
{
    /// <summary>Those of the tasks that wait still, and the assignments they came from.</summary>
    /// <exception cref="NotFound">None of them is one of a body that the person runs.</exception>
    public async Task<IReadOnlyList<TaskToReassign>> LookAsync(IReadOnlyCollection<Id<PostTask>> ids, CancellationToken ct)
    {
        var theirs = db.TasksOfTeams(me).Where(t => ids.Contains(t.Id));
        var waiting = await db.AsOpen(theirs).ToListAsync(ct);
        if (waiting.Count == 0 && !await theirs.AnyAsync(ct))
        {
            throw new NotFound();
        }

        var assigned = (await theirs.Where(t => t.State == TaskState.Open && t.SelfAssessmentId != null && t.About != null)
            .Join(db.Assignments, t => t.SelfAssessmentId, a => (Id<SelfAssessment>?)a.SelfAssessmentId, (t, a) => new { t.Id, t.PostId, t.About, Assignment = a })
            .Where(t => t.Assignment.PostId == t.PostId && (t.Assignment.CriterionId == t.About || (t.Assignment.CriterionId == null && t.Assignment.JudgementCode == t.About)))
            .AsNoTracking().ToListAsync(ct)).ToDictionary(t => t.Id, t => t.Assignment);
        return waiting.ConvertAll(t => assigned.GetValueOrDefault(t.Id) is { } of ? new TaskToReassign(t, of.SelfAssessmentId, of) : new TaskToReassign(t, null, null));
    }

    /// <summary>Gives them to a post in one save; those that are their process's are left.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="post">Who takes them on.</param>
    /// <param name="oneDate">When all of them are due; null where each keeps its own date, also one that is over.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Why it could not be done, by task; empty when all of it was.</returns>
    public async Task<IReadOnlyDictionary<Id<PostTask>, RuleBroken>> ToAsync(IReadOnlyList<TaskToReassign> tasks, Id<Post> post, DateOnly? oneDate, CancellationToken ct)
    {
        var possible = tasks.Where(t => t.WhyNot is null).ToList();
        var refused = await assign.OfSeveralAsync(
        [
            .. possible.GroupBy(t => t.Of!.Value).Select(of => new AssessmentWishes(
                of.Key,
                [
                    .. of.GroupBy(t => t.Assigned!.JudgementCode, StringComparer.Ordinal).Select(area => new AreaWishes(
                        area.Key, [.. area.GroupBy(t => t.Assigned!.CriterionId).Select(t => new AssignmentWish(t.Key, post, t.Max(x => x.DueOn(oneDate)), t.First().Assigned!.Note))])),
                ])),
        ],
            ct);
        return possible
            .Select(t => (t.Task.Id, refused.FirstOrDefault(r => r.Of == t.Of && r.Code == t.Assigned!.JudgementCode && r.Wish.CriterionId == t.Assigned.CriterionId)?.Why))
            .Where(t => t.Why is not null).ToDictionary(t => t.Id, t => t.Why!);
    }
}
