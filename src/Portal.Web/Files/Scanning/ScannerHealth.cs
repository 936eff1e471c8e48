using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Domain.Evidence;
using Portal.Web.Files.Fixity;
using Portal.Web.Persistence;

namespace Portal.Web.Files.Scanning;

/// <summary>Tells whoever watches the portal that files wait. Degraded, not unhealthy: all but opening new files goes on.</summary>
public sealed class ScannerHealth(VirusScanner scanner, ScanningOptions options, PortalDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.IsOn)
        {
            return HealthCheckResult.Healthy("Files are not scanned: configuration says so.");
        }

        try
        {
            await scanner.ProveAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ScannerAway away)
        {
            var waiting = await db.StoredFiles.Kept().CountAsync(f => f.Safety == FileSafety.Waiting, cancellationToken);
            return HealthCheckResult.Degraded($"{away.Message} Files waiting: {waiting}.");
        }
    }
}
