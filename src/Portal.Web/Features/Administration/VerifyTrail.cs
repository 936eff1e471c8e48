using System.Globalization;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Administration;

/// <summary>Asks for the trail to be read now, and puts that on it.</summary>
public sealed class VerifyTrail(PortalDbContext db, JobQueue jobs, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    public async Task AskAsync(CancellationToken ct)
    {
        var operatorOf = me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator)
            ?? throw new Forbidden("Only administrators have the trail verified.");
        jobs.Request(VerifyAuditJob.Name, clock.UtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture));
        audit.Record(operatorOf.BodyId, "audit-verified", VerifyAuditJob.Name);
        await db.SaveChangesAsync(ct);
    }
}
