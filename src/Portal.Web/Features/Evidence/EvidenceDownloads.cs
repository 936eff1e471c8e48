using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;
using Portal.Web.Files.Fixity;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Evidence;

/// <summary>The files of items, each version of them, for those who may see their library; what is in quarantine, or is no longer what was added, is for nobody.</summary>
public sealed class EvidenceDownloads(PortalDbContext db, EvidenceStore store) : IDownloadSource
{
    public const string Name = "evidence";

    public string Kind => Name;

    public string PageOf(DownloadKey key) => $"/evidence/download/{key.Id}?version={key.Version}";

    public async Task<FileToDownload?> FindAsync(DownloadKey key, CancellationToken ct)
    {
        var item = new Id<EvidenceItem>(key.Id);
        var found = await db.Set<EvidenceVersion>().AsNoTracking().Where(v => v.EvidenceItemId == item && v.Number == key.Version && db.EvidenceItems.Any(e => e.Id == item && e.DisposedAt == null))
            .Join(db.StoredFiles, v => v.FileSha256, f => f.Sha256, (v, f) => new { v.BodyId, v.FileName, f.Sha256, f.ContentType, f.Safety, f.Integrity })
            .FirstOrDefaultAsync(ct);
        return found is null || Quarantine.Holds(found.Safety) || found.Integrity.IsHarmed()
            ? null : new FileToDownload(found.BodyId, found.FileName, found.ContentType, found.Sha256, stop => store.OpenReadAsync(found.Sha256, stop));
    }
}
