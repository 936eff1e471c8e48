using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Moves the submission date of a self-assessment, and with it the due dates that are counted from it.</summary>
public sealed class MoveSubmission(PortalDbContext db, MoveDueDates move, BodyCalendars calendars, TellHolders tell, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    private static readonly PostRole[] _run = [PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices];

    /// <summary>Refuses what <see cref="ToAsync"/> would refuse, and moves nothing.</summary>
    public async Task CheckAsync(Id<SelfAssessment> id, DateOnly to, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == id).FirstOr404Async(ct);
        assessment.MoveSubmission(to, (await calendars.OfAsync(db, assessment.BodyId, ct)).IsWorkingDay, clock.Today());
    }

    /// <exception cref="RuleBroken">It has ended, the date does not make sense, or no reason is given.</exception>
    public Task ToAsync(Id<SelfAssessment> id, DateOnly to, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can move its submission date.");
        var why = RuleBroken.IfBlank(reason, "self-assessment.no-reason", "Say why the date is moved.", "Reason");
        var from = assessment.SubmissionDate;
        assessment.MoveSubmission(to, (await calendars.OfAsync(db, assessment.BodyId, ct)).IsWorkingDay, clock.Today());
        await move.OfAsync(assessment, why, ct);
        audit.Record(assessment.BodyId, "submission-moved", assessment.Id, $"From {from.Words()} to {to.Words()}. {why}");
        await TellAsync(assessment, from, why, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Those who run it, whoever signs it and whoever has a task that moved with it are told, each once, with the new dates for their calendars.</summary>
    private async Task TellAsync(SelfAssessment assessment, DateOnly from, string why, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).SingleAsync(ct);
        var moved = db.ChangeTracker.Entries<PostTask>().Where(e => e.Property(t => t.DueOn).IsModified && e.Entity.State == TaskState.Open).Select(e => e.Entity).ToLookup(t => t.PostId);
        var running = await db.PostsAround([body.Id]).Where(p => (p.BodyId == body.Id && _run.Contains(p.Role)) || p.Role == PostRole.DirectorOfChildrensServices).Select(p => p.Id).ToListAsync(ct);
        foreach (var post in running.Union(moved.Select(m => m.Key)))
        {
            var tasks = moved[post].OrderBy(t => t.DueOn).ToList();
            await tell.OfAsync(
                post, $"{body.Name}: the submission date has moved",
                $"The self-assessment of {body.Name} is to be submitted by {assessment.SubmissionDate.Words()}, not by {from.Words()}: {why}"
                    + (tasks.Count == 0 ? "" : $"\n\nThese tasks of yours moved with it:\n\n{string.Join('\n', tasks.Select(t => $"- {t.Title}, due on {t.DueOn!.Value.Words()}"))}"),
                $"/self-assessments/overview/{assessment.Id}", $"submission-moved:{assessment.Id}:{assessment.SubmissionMoves}:{post}", assessment, ct,
                [CalendarDate.Of(assessment, body), .. tasks.SelectMany(t => CalendarDate.Of(t, body))]);
        }
    }
}
