using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Web.Persistence;

namespace Portal.Web.Auditing;

/// <summary>Tells whoever watches the portal what the last reading of the trail found.</summary>
public sealed class AuditHealth(PortalDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = await db.Set<AuditCheck>().OrderByDescending(c => c.At).Select(c => c.Faults).FirstOrDefaultAsync(cancellationToken);
        return faults == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Faults found in the trail: {faults}.");
    }
}
