using Microsoft.EntityFrameworkCore;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Turns the human tasks of a process into tasks of posts, and takes them back when the process no longer waits.</summary>
public sealed class HumanTasks(PortalDbContext db, Posts posts, WorkingDays workingDays, TimeProvider clock)
{
    internal async Task OpenAsync(Bookmark bookmark, SelfAssessment of, CancellationToken ct)
    {
        var asked = HumanTask.Of(bookmark);
        var lead = asked.Assignee == HumanTask.AreaLead ? await LeadAsync(asked.About, of, ct) : null;
        var post = lead?.PostId ?? await posts.FindAsync(asked.Assignee, of.BodyId, ct);
        db.Tasks.Add(AssessmentTask.For(post, of, new TaskBrief(
            asked.Title, asked.Instructions, SubjectUrl(asked, of), lead?.DueOn ?? DueOn(asked, of), asked.Outcomes, bookmark.Id, asked.About), clock.UtcNow()));
    }

    internal async Task CloseAsync(string bookmarkId, CancellationToken ct)
    {
        var task = db.Tasks.Local.FirstOrDefault(t => t.BookmarkId == bookmarkId)
            ?? await db.Tasks.FirstOrDefaultAsync(t => t.BookmarkId == bookmarkId, ct);
        task?.Cancel(clock.UtcNow());
    }

    /// <summary>Closes every task of a self-assessment that has ended.</summary>
    internal async Task CloseAllAsync(SelfAssessment of, CancellationToken ct)
    {
        foreach (var task in await db.Tasks.Where(t => t.SelfAssessmentId == of.Id && (t.State == TaskState.Open || t.State == TaskState.OnHold)).ToListAsync(ct))
        {
            task.Cancel(clock.UtcNow());
        }
    }

    /// <summary>Who leads an area and by when; null where nobody was named.</summary>
    private async Task<Assignment?> LeadAsync(string? area, SelfAssessment of, CancellationToken ct) =>
        db.Assignments.Local.FirstOrDefault(a => a.SelfAssessmentId == of.Id && a.JudgementCode == area && a.CriterionId == null)
        ?? await db.Assignments.FirstOrDefaultAsync(a => a.SelfAssessmentId == of.Id && a.JudgementCode == area && a.CriterionId == null, ct);

    private static string SubjectUrl(HumanTask asked, SelfAssessment of) => asked.Page switch
    {
        "sign-off" => $"/sign-off/read/{of.Id}",
        "area" => $"/self-assessments/area/{of.Id}/{asked.About}",
        _ => $"/self-assessments/{asked.Page}/{of.Id}",
    };

    private DateOnly? DueOn(HumanTask asked, SelfAssessment of)
    {
        if (asked.DueWorkingDays is not { } days)
        {
            return null;
        }

        var from = asked.DueFrom == "submission" ? of.SubmissionDate : clock.Today();
        var due = workingDays.Add(from, days);
        return due < clock.Today() ? clock.Today() : due;
    }
}
