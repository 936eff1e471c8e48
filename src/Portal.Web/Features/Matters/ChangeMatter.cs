using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Changes a matter with its process in one save, beyond what the person sees of it; that they may is decided before.</summary>
public sealed class ChangeMatter(WiderSight sight)
{
    /// <param name="id">The matter.</param>
    /// <param name="act">What the audit trail calls it.</param>
    /// <param name="change">Changes it and gives what the audit trail says about it.</param>
    /// <param name="ct">Cancels.</param>
    public Task ByAsync(Id<Matter> id, string act, Func<IServiceProvider, Matter, Task<string?>> change, CancellationToken ct) => sight.DoAsync(
        services =>
        {
            var db = services.GetRequiredService<PortalDbContext>();
            return db.RetryOnConflictAsync(async () =>
            {
                var matter = await db.Matters.Where(m => m.Id == id).FirstOr404Async(ct);
                services.GetRequiredService<AuditTrail>().Record(matter.BodyId, act, matter.Id, await change(services, matter));
                return await db.SaveChangesAsync(ct);
            });
        },
        ct);
}
