using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
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
    /// <remarks>A date that was agreed for one task, and that of an area with its lead, stays.</remarks>
    public async Task OfAsync(IProcessSubject of, string reason, CancellationToken ct)
    {
        var cases = await db.Set<WorkflowInstance>().Of(of).Select(i => i.Id).ToListAsync(ct);
        var waits = await db.Set<WorkflowBookmark>().Where(b => cases.Contains(b.InstanceId) && b.Name == HumanTask.Name).ToListAsync(ct);
        var open = await db.Tasks.Of(of).Where(t => t.BookmarkId != null && (t.State == TaskState.Open || t.State == TaskState.OnHold)).ToDictionaryAsync(t => t.BookmarkId!, ct);
        var led = of is SelfAssessment assessment
            ? await db.Assignments.Where(a => a.SelfAssessmentId == assessment.Id && a.CriterionId == null).Select(a => a.JudgementCode).ToListAsync(ct)
            : [];
        foreach (var wait in waits)
        {
            var asked = HumanTask.Of(wait);
            var isLed = asked.Assignee == HumanTask.AreaLead && led.Contains(asked.About ?? "");
            if (!isLed && of.DayNamed(asked.DueFrom) is not null && open.GetValueOrDefault(wait.Id) is { HasAgreedDate: false } task)
            {
                var dueOn = await tasks.DueOnAsync(asked, of, ct);
                task.Move(task.PostId, dueOn);
                await MoveTimerAsync(wait, asked with { DueOn = dueOn }, of.BodyId, reason, ct);
            }
        }
    }

    /// <summary>One task alone, to the day that was agreed for it.</summary>
    public async Task OfAsync(PostTask task, DateOnly dueOn, string reason, CancellationToken ct)
    {
        task.AgreeOn(dueOn);
        var assigned = await db.Assignments.FirstOrDefaultAsync(
            a => a.SelfAssessmentId == task.SelfAssessmentId && (a.CriterionId == task.About || (a.CriterionId == null && a.JudgementCode == task.About)), ct);
        assigned?.MoveTo(dueOn);
        await MoveTimerAsync(task, dueOn, reason, ct);
    }

    /// <summary>One task that is given to a post with a day of its own.</summary>
    public Task ToAsync(PostTask task, Id<Post> post, DateOnly? dueOn, string reason, CancellationToken ct)
    {
        task.Move(post, dueOn);
        return MoveTimerAsync(task, dueOn, reason, ct);
    }

    private async Task MoveTimerAsync(PostTask task, DateOnly? dueOn, string reason, CancellationToken ct)
    {
        if (task.BookmarkId is not null && await db.Set<WorkflowBookmark>().FindAsync([task.BookmarkId], ct) is { } wait)
        {
            await MoveTimerAsync(wait, HumanTask.Of(wait) with { DueOn = dueOn }, task.BodyId, reason, ct);
        }
    }

    private async Task MoveTimerAsync(WorkflowBookmark wait, HumanTask asked, Id<Body> body, string reason, CancellationToken ct)
    {
        if (await tasks.ClosesAtAsync(asked, body, ct) is { } closes)
        {
            var instance = await db.Set<WorkflowInstance>().FindAsync([wait.InstanceId], ct);
            await runner.SendAsync(instance!, new Signal.MoveTimer(clock.UtcNow(), wait.Id, closes, me.IsKnown ? me.Person.Name : null, reason), ct);
        }
    }
}
