using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Retention;
using Portal.Web.Jobs;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Retention;

/// <summary>Removes the contents of one approved disposal, each for itself: broken off anywhere, it goes on with those that are left.</summary>
public sealed class RemoveDisposedJob(PortalDbContext db, RemoveContent remove) : IPortalJob
{
    public const string Kind = "remove-disposed";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var id = Id<Disposal>.Parse(subject, null);
        var left = await db.Set<DisposedFile>().Where(f => f.DisposalId == id && f.GoneAt == null
                && db.Set<Disposal>().Any(d => d.Id == id && d.State == DisposalState.Approved))
            .Select(f => f.Sha256).Distinct().OrderBy(s => s).ToListAsync(ct);
        var failures = new List<Exception>();
        foreach (var sha256 in left)
        {
            try
            {
                await remove.OneAsync(sha256, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                failures.Add(failure); // one that the store does not let go keeps no other
            }
        }

        if (failures.OfType<NotYet>().FirstOrDefault() is { } waits)
        {
            // Those that failed are tried again with those that wait, and are not given up before them.
            throw failures.Count(f => f is not NotYet) is > 0 and var others
                ? new NotYet($"{waits.Message} Besides, {others} could not be removed.", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1))
                : waits;
        }

        if (failures is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {left.Count} contents could not be removed.", failures);
        }
    }
}
