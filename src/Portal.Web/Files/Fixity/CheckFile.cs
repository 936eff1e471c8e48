using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Files.Stores;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Files.Fixity;

/// <summary>Reads one stored file again and writes down whether it is still what was stored. May be killed and run again at any time.</summary>
public sealed class CheckFile(PortalDbContext db, EvidenceStore store, AuditTrail audit, TellAdministrators tell, TimeProvider clock)
{
    /// <summary>What is put on the record of each item that has, or had, the file.</summary>
    private static readonly Dictionary<FileIntegrity, string> _acts = new()
    {
        [FileIntegrity.Missing] = "file-missing",
        [FileIntegrity.Changed] = "file-changed",
        [FileIntegrity.Unreadable] = "file-unreadable",
        [FileIntegrity.Whole] = "file-whole-again",
    };

    /// <summary>Reads the content to its end; memory does not grow with it.</summary>
    /// <exception cref="StoreAway">The store does not answer, which says nothing of the file.</exception>
    public async Task<FileIntegrity> LookAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var content = await store.OpenReadAsync(sha256, ct);
            return (await HashedCopy.HashAsync(content, ct)).Sha256 == sha256 ? FileIntegrity.Whole : FileIntegrity.Changed;
        }
        catch (FileNotFoundException)
        {
            return FileIntegrity.Missing;
        }
        catch (Exception broken) when (broken is (IOException and not StoreAway) or UnauthorizedAccessException)
        {
            return FileIntegrity.Unreadable;
        }
    }

    /// <summary>Looks, and saves what was found.</summary>
    /// <returns>Null where the file was disposed of meanwhile.</returns>
    public async Task<CheckedIntegrity?> RunAsync(string sha256, CancellationToken ct)
    {
        var found = await LookAsync(sha256, ct);
        return await db.RetryOnConflictAsync(async () =>
        {
            var file = await db.StoredFiles.Kept().FirstOrDefaultAsync(f => f.Sha256 == sha256, ct);
            if (file is null)
            {
                return null;
            }

            var before = file.Integrity;
            if (file.Look(found, clock.UtcNow()))
            {
                await RecordAsync(file, ct);
                await TellAsync(file, ct);
            }

            await db.SaveChangesAsync(ct);
            return new CheckedIntegrity(sha256, file.Size, before, found);
        });
    }

    /// <summary>One mail a day, however much is harmed: the page has the list. It is written in the same save, so that no kill can lose it.</summary>
    private async Task TellAsync(StoredFile file, CancellationToken ct)
    {
        if (!file.Integrity.IsHarmed())
        {
            return;
        }

        await tell.AllAsync(
            "Files of evidence are lost or changed",
            """
            Stored files of evidence were read again, and not all of them are what was stored. The page below says which.

            Put the content back from a backup, under the same name in the store. It is read again in the next round, and marked as whole when it is.
            """,
            "/administration/files?integrity=harmed",
            $"fixity:{clock.Today():yyyy-MM-dd}",
            ct);
    }

    private async Task RecordAsync(StoredFile file, CancellationToken ct)
    {
        var items = await db.Set<EvidenceVersion>().Where(v => v.FileSha256 == file.Sha256).Select(v => new { v.BodyId, v.EvidenceItemId, v.Number }).ToListAsync(ct);
        foreach (var item in items)
        {
            audit.Record(item.BodyId, _acts[file.Integrity], item.EvidenceItemId, $"Version {item.Number}");
        }
    }
}

/// <summary>What one reading found.</summary>
/// <param name="Before">How it was before.</param>
/// <param name="Now">How it is.</param>
public sealed record CheckedIntegrity(string Sha256, long Size, FileIntegrity Before, FileIntegrity Now);
