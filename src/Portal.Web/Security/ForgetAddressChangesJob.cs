using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Security;

/// <summary>Forgets, each night, other addresses that people asked for and whose link nobody used in time.</summary>
public sealed class ForgetAddressChangesJob(PortalDbContext db, TimeProvider clock) : IPortalJob
{
    public const string Name = "forget-address-changes";

    /// <summary>Every night at half past three, UK time.</summary>
    public const string Cron = "30 3 * * *";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var askedBefore = clock.UtcNow() - AddressChange.Validity;
        await db.Set<AddressChange>().Where(c => c.AskedAt <= askedBefore).ExecuteDeleteAsync(ct);
    }
}
