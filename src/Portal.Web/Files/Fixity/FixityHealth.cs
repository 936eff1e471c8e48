using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Web.Persistence;

namespace Portal.Web.Files.Fixity;

/// <summary>Tells whoever watches the portal that evidence is lost or changed. Degraded, not unhealthy: everything else goes on.</summary>
public sealed class FixityHealth(PortalDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var harmed = await db.StoredFiles.Harmed().CountAsync(cancellationToken);
        return harmed == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"Files lost or changed: {harmed}.");
    }
}
