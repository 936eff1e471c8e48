using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Moves the submission date of a self-assessment, and with it the due dates that are counted from it.</summary>
public sealed class MoveSubmission(PortalDbContext db, MoveDueDates move, BodyCalendars calendars, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
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
        await db.SaveChangesAsync(ct);
    });
}
