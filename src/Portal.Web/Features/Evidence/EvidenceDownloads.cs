using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Evidence;

/// <summary>The files of items, for those who may see their library; what is in quarantine is for nobody.</summary>
public sealed class EvidenceDownloads(PortalDbContext db, EvidenceStore store) : IDownloadSource
{
    public const string Name = "evidence";

    public string Kind => Name;

    public string PageOf(Guid id) => $"/evidence/download/{id}";

    public async Task<FileToDownload?> FindAsync(Guid id, CancellationToken ct)
    {
        var item = new Id<EvidenceItem>(id);
        var found = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == item)
            .Join(db.StoredFiles, e => e.FileSha256, f => f.Sha256, (e, f) => new { e.BodyId, e.FileName, f.Sha256, f.ContentType, f.Safety })
            .FirstOrDefaultAsync(ct);
        return found is null || Quarantine.Holds(found.Safety)
            ? null : new FileToDownload(found.BodyId, found.FileName, found.ContentType, found.Sha256, () => store.OpenRead(found.Sha256));
    }
}
