using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.Web.Features.Matters;

/// <summary><c>Portal.MoveTask</c>: moves the task for which more time was asked to the day that was asked for, and tells whoever has it.</summary>
public sealed class MoveTaskActivity(PortalDbContext db, MoveDueDates move, TellHolders tell) : IWorkflowActivity
{
    private const string Moved = "Moved";
    private const string Ended = "Ended";

    public static ActivityType Type { get; } = new("Portal.MoveTask", ActivityKind.Run) { Outcomes = [Moved, Ended] };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var matter = run.About<Matter>();
        var task = await db.Tasks.FirstOrDefaultAsync(t => t.Id == matter.TaskId && (t.State == TaskState.Open || t.State == TaskState.OnHold), ct);
        if (task is null)
        {
            return new ActivityResult.Done(Ended);
        }

        await move.OfAsync(task, matter.Day, "More time was granted.", ct);
        var body = await db.Bodies.Where(b => b.Id == task.BodyId).SingleAsync(ct);
        await tell.OfAsync(
            task.PostId, $"{body.Name}: more time was granted", $"More time was granted for this task. It is due on {matter.Day.Words()} now:\n\n{task.Title}", task.SubjectUrl, $"time-granted:{matter.Id}", matter, ct,
            [.. CalendarDate.Of(task, body)]);
        return new ActivityResult.Done(Moved);
    }
}
