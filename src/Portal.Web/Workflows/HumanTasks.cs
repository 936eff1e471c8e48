using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Turns the human tasks of a process into tasks of posts, and takes them back when the process no longer waits.</summary>
public sealed class HumanTasks(PortalDbContext db, Posts posts, BodyCalendars calendars, Outbox outbox, PortalAddress portal, CalendarFiles files, TimeProvider clock)
{
    private const string SignOff = "sign-off";

    /// <summary>Finds the post that is asked and sets the due date.</summary>
    /// <exception cref="RuleBroken">There is no such post.</exception>
    internal async Task<HumanTask> AddressAsync(HumanTask asked, IProcessSubject of, CancellationToken ct)
    {
        var lead = asked.Assignee == HumanTask.AreaLead && of is SelfAssessment assessment ? await LeadAsync(asked.About, assessment, ct) : null;
        return asked with { Post = lead?.PostId ?? await posts.FindAsync(asked.Assignee, of, ct), DueOn = NotPast(lead?.DueOn ?? await DueOnAsync(asked, of, ct)) };
    }

    /// <summary>The moment at which the process goes on without it: the end of the last day of grace in the United Kingdom.</summary>
    internal async Task<DateTime?> ClosesAtAsync(HumanTask asked, Id<Body> body, CancellationToken ct) => asked is { DueOn: { } due, Grace: { } grace, OverdueOutcome: not null }
        ? UkTime.StartOf((await calendars.OfAsync(db, body, ct)).Add(due, grace).AddDays(1))
        : null;

    /// <summary>The day it is due by its rule, never before today; null where it has none.</summary>
    internal async Task<DateOnly?> DueOnAsync(HumanTask asked, IProcessSubject of, CancellationToken ct)
    {
        if (asked.DueWorkingDays is not { } days)
        {
            return null;
        }

        return NotPast((await calendars.OfAsync(db, of.BodyId, ct)).Add(of.DayNamed(asked.DueFrom) ?? clock.Today(), days));
    }

    /// <summary>What is asked again after its day is due today, so that its grace begins anew.</summary>
    private DateOnly? NotPast(DateOnly? due) => due < clock.Today() ? clock.Today() : due;

    internal async Task OpenAsync(Bookmark bookmark, IProcessSubject of, CancellationToken ct)
    {
        var asked = HumanTask.Of(bookmark);
        if (asked.Post is null)
        {
            asked = await AddressAsync(asked, of, ct);
        }

        var id = Id<PostTask>.New();
        var task = PostTask.For(asked.Post!.Value, of, new TaskBrief(
            asked.Title, asked.Instructions, SubjectUrl(asked, of, id), asked.DueOn, asked.Outcomes, bookmark.Id, asked.About, id, asked.Said), clock.UtcNow());
        db.Tasks.Add(task);
        if (asked.Page == SignOff)
        {
            await AskToSignAsync(task, ct);
        }
    }

    /// <summary>A signature is asked for at once, and not only in the routine mail.</summary>
    private async Task AskToSignAsync(PostTask task, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == task.BodyId).SingleAsync(ct);
        foreach (var reader in await db.ReadersAsync([task.PostId], clock.Today(), ct))
        {
            var asks = reader.IsDeputy ? "is to be signed or returned by whoever you stand in for. You can read it; a deputy signs nothing" : "waits for your signature, or for you to return it with reasons";
            outbox.Write(
                reader.Person, MailKind.Notice, $"{body.Name}: a signature is asked for",
                $"The self-assessment of {body.Name} {asks}{(task.DueOn is { } due ? $", by {due.Words()}" : "")}.\n\n{portal.Of(task.SubjectUrl)}\n{(reader.IsDeputy ? $"\n{reader.Note}\n" : "")}",
                $"signature-asked:{task.Id}:{reader.Person.Id}", task.SelfAssessmentId is { } about ? MailAbout.Of(task.BodyId, about) : null, calendar: files.ForMail(CalendarDate.Of(task, body)));
        }
    }

    /// <remarks>A process closes its own tasks, also those of posts that whoever acts does not see.</remarks>
    private async Task<PostTask?> FindAsync(string bookmarkId, CancellationToken ct) =>
        db.Tasks.Local.FirstOrDefault(t => t.BookmarkId == bookmarkId)
        ?? await db.Tasks.IgnoreQueryFilters([PortalDbContext.BodyFilter]).FirstOrDefaultAsync(t => t.BookmarkId == bookmarkId, ct);

    /// <summary>True while a decision is open on more time for a task: until then it does not lapse.</summary>
    internal Task<bool> IsMoreTimeAskedAsync(WorkflowBookmark wait, CancellationToken ct) =>
        db.Matters.AnyAsync(m => m.State == MatterState.Open && db.Tasks.Any(t => t.Id == m.TaskId && t.BookmarkId == wait.Id), ct);

    /// <summary>Ends a task whose time is up.</summary>
    /// <returns>What the process goes on with.</returns>
    internal async Task<JsonObject> LapseAsync(WorkflowBookmark wait, CancellationToken ct)
    {
        (await FindAsync(wait.Id, ct))?.Lapse(clock.UtcNow());
        var asked = HumanTask.Of(wait);

        // Nobody says anything now: what was said before it stays for whoever is asked next.
        return new JsonObject { ["outcome"] = asked.OverdueOutcome, ["comment"] = asked.Said };
    }

    internal async Task CloseAsync(string bookmarkId, CancellationToken ct) => (await FindAsync(bookmarkId, ct))?.Cancel(clock.UtcNow());

    /// <summary>The tasks that asked for signatures on a page since a time, also those of posts that whoever acts does not see, as that of the director is to a chair.</summary>
    internal Task<List<PostTask>> AskedToSignAsync(SelfAssessment of, string page, DateTime since, CancellationToken ct) => db.Tasks.IgnoreQueryFilters([PortalDbContext.BodyFilter])
        .Where(t => t.SelfAssessmentId == of.Id && t.SubjectUrl == page && t.CreatedAt >= since).ToListAsync(ct);

    /// <summary>Closes every task of a self-assessment or matter that has ended.</summary>
    internal async Task CloseAllAsync(IProcessSubject of, CancellationToken ct)
    {
        foreach (var task in await db.Tasks.Of(of).Where(t => t.State == TaskState.Open || t.State == TaskState.OnHold).ToListAsync(ct))
        {
            task.Cancel(clock.UtcNow());
        }
    }

    /// <summary>Who leads an area and by when; null where nobody was named.</summary>
    private async Task<Assignment?> LeadAsync(string? area, SelfAssessment of, CancellationToken ct) =>
        db.Assignments.Local.FirstOrDefault(a => a.SelfAssessmentId == of.Id && a.JudgementCode == area && a.CriterionId == null)
        ?? await db.Assignments.FirstOrDefaultAsync(a => a.SelfAssessmentId == of.Id && a.JudgementCode == area && a.CriterionId == null, ct);

    private static string SubjectUrl(HumanTask asked, IProcessSubject of, Id<PostTask> task) => (of, asked.Page) switch
    {
        (SelfAssessment assessment, SignOff) => $"/sign-off/read/{assessment.Id}",
        (SelfAssessment assessment, "area") => $"/self-assessments/area/{assessment.Id}/{asked.About}",
        (SelfAssessment assessment, { } page) => $"/self-assessments/{page}/{assessment.Id}",
        (SelfAssessment assessment, null) => $"/self-assessments/overview/{assessment.Id}",
        _ => $"/matters/task/{task}",
    };
}
