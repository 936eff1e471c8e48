using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Workflows;

/// <summary>Ends a task and lets the process go on. Only whoever holds the task's post may, and for a task of a self-assessment whoever runs it.</summary>
public sealed class TaskCompletion(PortalDbContext db, WorkflowRunner runner, TimeRequests requests, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Ends the task with an outcome and saves; a lost race is run again on what the winner left.</summary>
    public Task FinishAsync(Id<PostTask> id, string outcome, string? comment, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var task = await db.Tasks.Where(t => t.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Posts.Any(p => p.Id == task.PostId) || (task.SelfAssessmentId is not null && me.Runs(task.BodyId)), "This task belongs to somebody else’s post.");
        await EndAsync(task, outcome, comment, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Ends the open task that a post has on one page of an assessment, without saving.</summary>
    /// <exception cref="RuleBroken">The post has no such task.</exception>
    internal async Task EndAsync(SelfAssessment of, string subjectUrl, Func<PostTask, bool> mine, string outcome, string? comment, CancellationToken ct)
    {
        var open = await db.Tasks.Where(t => t.SelfAssessmentId == of.Id && t.State == TaskState.Open && t.SubjectUrl == subjectUrl).ToListAsync(ct);
        var task = open.FirstOrDefault(mine)
            ?? throw new RuleBroken("task.not-open", "There is nothing for your post to decide here now.");
        await EndAsync(task, outcome, comment, ct);
    }

    /// <summary>Ends, without saving, the open task that a step of a review's timetable has made, because what it asks for was done on a page of its own; nothing where there is none.</summary>
    /// <param name="review">The review.</param>
    /// <param name="step">The activity's id in the definition.</param>
    /// <param name="outcome">One of the task's.</param>
    /// <param name="comment">What was said; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task SettleAsync(Id<Review> review, string step, string outcome, string? comment, CancellationToken ct)
    {
        var open =
            from task in db.Tasks
            join wait in db.Set<WorkflowBookmark>() on task.BookmarkId equals wait.Id
            join matter in db.Matters on task.MatterId equals matter.Id
            where matter.ReviewId == review && wait.ActivityId == step && task.State == TaskState.Open
            select task;
        if (await open.FirstOrDefaultAsync(ct) is { } settled)
        {
            await EndAsync(settled, outcome, comment, ct);
        }
    }

    private async Task EndAsync(PostTask task, string outcome, string? comment, CancellationToken ct)
    {
        if (task is { State: TaskState.Done, BookmarkId: { } used })
        {
            throw await runner.AlreadyUsedAsync(used, ct);
        }

        task.Finish(outcome, comment, me.Id, clock.UtcNow());
        await requests.EndForAsync(db.Tasks.Where(t => t.Id == task.Id), ct);
        if (task.BookmarkId is not null)
        {
            await runner.ResumeAsync(task.BookmarkId, new JsonObject
            {
                ["outcome"] = outcome,
                ["comment"] = comment,
                ["who"] = me.Person.Name,
                ["when"] = clock.UtcNow().ToString("O", CultureInfo.InvariantCulture),
            }, ct);
        }
    }
}
