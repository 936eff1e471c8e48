using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Time;

namespace Portal.Web.Features.Retention;

/// <summary>Decides how long evidence is kept: periods of a body's own, and holds.</summary>
public sealed class KeepEvidence(PortalDbContext db, RetentionPosts posts, RetentionOptions options, AuditTrail audit, TimeProvider clock)
{
    /// <param name="body">Whose schedule.</param>
    /// <param name="kind">Of what.</param>
    /// <param name="years">Null: as everybody keeps it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    public Task SetPeriodAsync(Id<Body> body, RetainedKind kind, int? years, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var by = posts.ToKeep(body);
        var schedule = await posts.ScheduleAsync(body, ct);
        var before = options.PeriodsOf(schedule).Of(kind).Years;
        var period = schedule.Set(kind, years, reason, by.Person, clock.UtcNow());
        audit.Record(body, "retention-period-set", schedule.Id,
            $"{kind.Words()}: {RetentionInWords.Years(before)} became {(years is { } own ? RetentionInWords.Years(own) : $"{RetentionInWords.Years(options.YearsOf(kind))}, as everybody keeps it")}. {period.Reason}");
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Holds one item, or all of a body's.</summary>
    public Task HoldAsync(Id<Body> body, Id<EvidenceItem>? item, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var by = posts.ToKeep(body);
        (await posts.ScheduleAsync(body, ct)).Decide();
        var hold = item is { } id
            ? LegalHold.On(await db.EvidenceItems.AsNoTracking().Where(e => e.Id == id && e.BodyId == body).FirstOr404Async(ct), reason, by.Person, clock.UtcNow())
            : LegalHold.OnAllOf(body, reason, by.Person, clock.UtcNow());
        db.Add(hold);
        audit.Record(body, "retention-held", SubjectOf(hold), hold.Reason);
        await db.SaveChangesAsync(ct);
    });

    public Task ReleaseAsync(Id<LegalHold> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var body = (await db.Set<LegalHold>().AsNoTracking().Where(h => h.Id == id).FirstOr404Async(ct)).BodyId;
        var by = posts.ToKeep(body);
        (await posts.ScheduleAsync(body, ct)).Decide();
        var hold = await db.Set<LegalHold>().SingleAsync(h => h.Id == id, ct);
        hold.Release(reason, by.Person, clock.UtcNow());
        audit.Record(body, "retention-released", SubjectOf(hold), hold.ReleaseReason);
        await db.SaveChangesAsync(ct);
    });

    private static string SubjectOf(LegalHold hold) => hold.EvidenceItemId?.ToString() ?? hold.BodyId.ToString();
}
