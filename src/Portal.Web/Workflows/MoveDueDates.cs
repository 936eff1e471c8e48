using Microsoft.EntityFrameworkCore;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Takes the due dates of tasks, and the moments at which the process goes on without them, to where they belong now. Never saves.</summary>
public sealed class MoveDueDates(PortalDbContext db, WorkflowRunner runner, HumanTasks tasks, CurrentPerson me, TimeProvider clock)
{
    /// <summary>After a named day of a self-assessment or matter has moved: all its tasks that are counted from that day.</summary>
    /// <remarks>The task of an area that somebody leads keeps the date that was agreed with the lead.</remarks>
    public async Task OfAsync(IProcessSubject of, string reason, CancellationToken ct)
    {
        var cases = await db.Set<WorkflowInstance>().Of(of).Select(i => i.Id).ToListAsync(ct);
        var waits = await db.Set<WorkflowBookmark>().Where(b => cases.Contains(b.InstanceId) && b.Name == HumanTask.Name).ToListAsync(ct);
        var led = of is SelfAssessment assessment
            ? await db.Assignments.Where(a => a.SelfAssessmentId == assessment.Id && a.CriterionId == null).Select(a => a.JudgementCode).ToListAsync(ct)
            : [];
        foreach (var wait in waits)
        {
            var asked = HumanTask.Of(wait);
            var keepsDate = asked.Assignee == HumanTask.AreaLead && led.Contains(asked.About ?? "");
            if (!keepsDate && of.DayNamed(asked.DueFrom) is not null && await tasks.FindAsync(wait.Id, ct) is { } task)
            {
                await MoveAsync(task, asked with { DueOn = tasks.DueOn(asked, of) }, reason, ct);
            }
        }
    }

    /// <summary>One task alone.</summary>
    public async Task OfAsync(PostTask task, DateOnly dueOn, string reason, CancellationToken ct)
    {
        var wait = task.BookmarkId is null ? null : await db.Set<WorkflowBookmark>().FindAsync([task.BookmarkId], ct);
        if (wait is null)
        {
            task.Move(task.PostId, dueOn);
        }
        else
        {
            await MoveAsync(task, HumanTask.Of(wait) with { DueOn = dueOn }, reason, ct);
        }
    }

    private async Task MoveAsync(PostTask task, HumanTask asked, string reason, CancellationToken ct)
    {
        task.Move(task.PostId, asked.DueOn);
        if (tasks.ClosesAt(asked) is { } closes && await db.Set<WorkflowBookmark>().FindAsync([task.BookmarkId], ct) is { } wait)
        {
            var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == wait.InstanceId, ct);
            await runner.SendAsync(instance, new Signal.MoveTimer(clock.UtcNow(), wait.Id, closes, me.IsKnown ? me.Person.Name : null, reason), ct);
        }
    }
}
