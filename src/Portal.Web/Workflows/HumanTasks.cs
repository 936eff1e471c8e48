using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
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
        var post = await AssigneeAsync(asked, of, ct);
        db.Tasks.Add(AssessmentTask.For(post, of, new TaskBrief(
            asked.Title, asked.Instructions, SubjectUrl(asked, of), DueOn(asked, of), asked.Outcomes, bookmark.Id, asked.About), clock.UtcNow()));
    }

    internal async Task CloseAsync(string bookmarkId, CancellationToken ct)
    {
        var task = db.Tasks.Local.FirstOrDefault(t => t.BookmarkId == bookmarkId)
            ?? await db.Tasks.FirstOrDefaultAsync(t => t.BookmarkId == bookmarkId, ct);
        task?.Cancel(clock.UtcNow());
    }

    private async Task<Id<Post>> AssigneeAsync(HumanTask asked, SelfAssessment of, CancellationToken ct)
    {
        if (asked.Assignee == "area-lead" && asked.About is not null)
        {
            var lead = db.Assignments.Local.FirstOrDefault(a => a.SelfAssessmentId == of.Id && a.JudgementCode == asked.About && a.CriterionId == null)
                ?? await db.Assignments.FirstOrDefaultAsync(a => a.SelfAssessmentId == of.Id && a.JudgementCode == asked.About && a.CriterionId == null, ct);
            if (lead is not null)
            {
                return lead.PostId;
            }
        }

        return await posts.FindAsync(asked.Assignee, of.BodyId, ct);
    }

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
