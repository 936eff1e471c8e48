using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Files.Fixity;

/// <summary>
/// Deletes, each night, content that no row knows: what a process left that was killed between storing a file and saving its row. Nothing
/// younger than the grace is touched, so whoever is storing a file now is not disturbed. A row without content is loss, and never tidied away. Content that was
/// disposed of and is there again, as out of a backup, belongs to nothing.
/// </summary>
public sealed partial class SweepOrphansJob(PortalDbContext db, EvidenceStore store, FixityOptions options, TimeProvider clock, ILogger<SweepOrphansJob> log) : IPortalJob
{
    public const string Name = "sweep-orphans";

    /// <summary>Every night at twenty to four, UK time.</summary>
    public const string Cron = "40 3 * * *";

    private const int Batch = 500;

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var before = clock.UtcNow().AddDays(-options.OrphanDays);
        await foreach (var some in store.ListAsync(ct).Where(c => c.Content.WrittenAt < before).Select(c => c.Sha256).Chunk(Batch))
        {
            var known = await db.StoredFiles.Where(f => some.Contains(f.Sha256) && f.GoneAt == null).Select(f => f.Sha256)
                .Union(db.Set<FileUpload>().Where(u => u.Sha256 != null && some.Contains(u.Sha256)).Select(u => u.Sha256!)).ToListAsync(ct);
            foreach (var orphan in some.Except(known))
            {
                if (await store.DeleteAsync(orphan, before, ct))
                {
                    Deleted(log, orphan);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Content {Sha256} belonged to nothing and was deleted from the store")]
    private static partial void Deleted(ILogger log, string sha256);
}
