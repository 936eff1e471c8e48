using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Files.Uploads;

/// <summary>Forgets, each night, uploads whose time is over, and files of uploads that nobody remembers.</summary>
public sealed class SweepUploadsJob(PortalDbContext db, UploadStore store, TimeProvider clock) : IPortalJob
{
    public const string Name = "sweep-uploads";

    /// <summary>Every night at twenty past three, UK time.</summary>
    public const string Cron = "20 3 * * *";

    /// <summary>A file may stand here for a moment before its row does.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var over = await db.Set<FileUpload>().Where(u => u.Until <= now).ToListAsync(ct);
        db.Set<FileUpload>().RemoveRange(over);
        await db.SaveChangesAsync(ct);
        over.ForEach(u => store.Delete(u.Id));

        var candidates = store.WrittenBefore(now - Grace);
        var remembered = await db.Set<FileUpload>().Where(u => u.State == UploadState.Arriving || u.State == UploadState.Arrived).Select(u => u.Id).ToListAsync(ct);
        foreach (var forgotten in candidates.Except(remembered))
        {
            store.Delete(forgotten);
        }
    }
}
