using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.Web.Time;

namespace Portal.Web.Features.Retention;

/// <summary>
/// Takes one content out of the store once nothing holds it any more, whoever's it was, and its text and index with it. It is first written down that nothing
/// holds it, then removed: between the two nobody takes its absence for loss. Whoever adds the same file at that moment meets it on the row of the file, and
/// one of both begins anew. May be killed and run again at any time.
/// </summary>
public sealed class RemoveContent(PortalDbContext db, EvidenceStore store, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotYet">A body that disposed of it has put everything it has under a legal hold since.</exception>
    public async Task OneAsync(string sha256, CancellationToken ct)
    {
        if (await LetGoAsync(sha256, ct))
        {
            await RemoveAsync(sha256, ct);
        }
    }

    /// <returns>False where something still holds it.</returns>
    private Task<bool> LetGoAsync(string sha256, CancellationToken ct) => CleanAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await RequireNoHoldAsync(sha256, ct);
        var file = await db.StoredFiles.SingleAsync(f => f.Sha256 == sha256, ct);
        var isHeld = await db.Set<EvidenceVersion>().AnyAsync(v => v.FileSha256 == sha256 && db.EvidenceItems.Any(e => e.Id == v.EvidenceItemId && e.DisposedAt == null), ct);
        if (isHeld)
        {
            await EachAsync(sha256, (left, at) => left.Shared(at), "content-kept", ct);
        }
        else if (file.DisposedAt is null)
        {
            file.DisposeOf(clock.UtcNow());
        }

        await db.SaveChangesAsync(ct);
        if (!isHeld)
        {
            // The text first, and with it its pages and signs: a reading that is under way meets its row, so that no index comes after what is deleted then.
            await db.Set<FileText>().Where(t => t.Sha256 == sha256).ExecuteDeleteAsync(ct);
            await db.Set<SearchEntry>().Where(e => e.Sha256 == sha256).ExecuteDeleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return !isHeld;
    });

    /// <remarks>The row is changed before the content goes and the change kept after: as long as it goes, nobody else can take the file.</remarks>
    private Task<bool> RemoveAsync(string sha256, CancellationToken ct) => CleanAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await RequireNoHoldAsync(sha256, ct);
        var file = await db.StoredFiles.SingleAsync(f => f.Sha256 == sha256, ct);
        if (file.DisposedAt is null)
        {
            await EachAsync(sha256, (left, at) => left.Shared(at), "content-kept", ct);
            await db.SaveChangesAsync(ct);
        }
        else
        {
            file.Gone(clock.UtcNow());
            await EachAsync(sha256, (left, at) => left.Gone(at), "content-removed", ct);
            await db.SaveChangesAsync(ct);
            await store.DeleteAsync(sha256, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    });

    private async Task RequireNoHoldAsync(string sha256, CancellationToken ct)
    {
        if (await db.Set<LegalHold>().AnyAsync(
            h => h.EvidenceItemId == null && h.ReleasedAt == null && db.Set<DisposedFile>().Any(f => f.Sha256 == sha256 && f.GoneAt == null && f.BodyId == h.BodyId), ct))
        {
            throw new NotYet("A legal hold was placed on everything after the disposal was approved: nothing is removed while it stands.", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        }
    }

    /// <summary>On the certificate, and on the record of the item, of everybody who disposed of it and whose content was not gone yet.</summary>
    private async Task EachAsync(string sha256, Action<DisposedFile, DateTime> happened, string act, CancellationToken ct)
    {
        foreach (var left in await db.Set<DisposedFile>().Where(f => f.Sha256 == sha256 && f.GoneAt == null).OrderBy(f => f.Id).ToListAsync(ct))
        {
            var wasShared = left.SharedAt is not null;
            happened(left, clock.UtcNow());
            if (left.GoneAt is not null || !wasShared)
            {
                audit.Record(left.BodyId, act, left.EvidenceItemId, $"Version {left.Number}");
            }
        }
    }

    private Task<bool> CleanAsync(Func<Task<bool>> act)
    {
        db.ChangeTracker.Clear();
        return db.RetryOnConflictAsync(act);
    }
}
