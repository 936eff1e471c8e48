using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Administration;

/// <summary>Lets background work that was given up be tried again, with a fresh set of attempts.</summary>
public sealed class RetryJob(PortalDbContext db, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <exception cref="NotFound">There is no such work.</exception>
    /// <exception cref="RuleBroken">It has not failed, or somebody else has already let it be tried again.</exception>
    public async Task AsAsync(Guid id, CancellationToken ct)
    {
        CurrentPerson.Require(me.Holds(PostRole.Administrator), "Only administrators let work be tried again.");
        var job = await db.Set<JobRequest>().FindAsync([id], ct) ?? throw new NotFound();
        if (job.State != JobState.Failed)
        {
            throw new RuleBroken("job.not-failed", "This work is not marked as failed any more. The list below shows how it stands now.");
        }

        job.State = JobState.Waiting;
        job.NotBefore = clock.UtcNow();
        job.Attempts = 0;
        job.LeaseUntil = null;
        job.EndedAt = null;
        audit.Record(me.Posts.First(p => p.Role == PostRole.Administrator).BodyId, "job-tried-again", new Id<JobRequest>(id), $"{job.Kind} {job.Subject}");
        await db.SaveChangesAsync(ct);
    }
}
