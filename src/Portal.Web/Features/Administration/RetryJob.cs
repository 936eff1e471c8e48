using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>Lets background work that was given up be tried again, with a fresh set of attempts, on an administrator's responsibility.</summary>
public sealed class RetryJob(PortalDbContext db, JobQueue queue, JobBell bell, AuditTrail audit, CurrentPerson me)
{
    /// <exception cref="NotFound">There is no such work.</exception>
    /// <exception cref="RuleBroken">It has not failed, or somebody else has already let it be tried again.</exception>
    public async Task AsAsync(Guid id, CancellationToken ct)
    {
        var operatorOf = me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator)
            ?? throw new Forbidden("Only administrators let work be tried again.");
        var job = await db.Set<JobRequest>().AsNoTracking().Where(j => j.Id == id).FirstOr404Async(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await queue.TryAgainAsync(id, ct))
        {
            throw new RuleBroken("job.not-failed", "This work is no longer marked as failed. The list below shows how it stands now.");
        }

        audit.Record(operatorOf.BodyId, "job-tried-again", new Id<JobRequest>(id), $"{job.Kind} {job.Subject}");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        // The queue rang before the change could be seen.
        bell.Ring();
    }
}
