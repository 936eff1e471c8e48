using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SignOff;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;

namespace Portal.Web.Features.LateAdditions;

/// <summary>The files of late additions, for their body and for the review team that has the pack beside which they stand; what is in quarantine is for nobody.</summary>
public sealed class LateDownloads(PortalDbContext db, EvidenceStore store) : IDownloadSource
{
    public const string Name = "late";

    public string Kind => Name;

    public string PageOf(DownloadKey key) => $"/late-additions/download/{key.Id}";

    public async Task<FileToDownload?> FindAsync(DownloadKey key, CancellationToken ct)
    {
        var id = new Id<LateAddition>(key.Id);
        var late = await db.LateAdditions.AsNoTracking().Where(l => l.Id == id && l.DisposedAt == null)
            .Join(db.StoredFiles, l => l.FileSha256, f => f.Sha256, (l, f) => new { l.BodyId, l.SelfAssessmentId, l.Title, l.FileName, f.Sha256, f.ContentType, f.Safety })
            .FirstOrDefaultAsync(ct);
        return late is null || Quarantine.Holds(late.Safety) ? null : new FileToDownload(late.BodyId, late.FileName, late.ContentType, late.Sha256, stop => store.OpenReadAsync(late.Sha256, stop))
        {
            OnRecord = new DownloadRecord("late-file-downloaded", late.SelfAssessmentId.ToString(), late.Title),
        };
    }
}
