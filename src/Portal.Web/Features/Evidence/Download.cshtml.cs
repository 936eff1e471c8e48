using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files.Downloads;
using Portal.Web.Files.Fixity;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>The way to the file of an item: to an address of its own for whoever may have it, otherwise to the page that says why not.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DownloadModel(PortalDbContext db, DownloadLinks links, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    /// <summary>The present one when left out.</summary>
    [FromQuery(Name = "version")]
    public int? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var version = await db.Set<EvidenceVersion>().AsNoTracking()
            .Where(v => v.EvidenceItemId == Id && db.EvidenceItems.Any(e => e.Id == Id && v.Number == (Version ?? e.FileVersion)))
            .Join(db.EvidenceItems, v => v.EvidenceItemId, e => e.Id, (v, e) => new { v.Number, v.FileName, v.FileSha256, IsDisposed = e.DisposedAt != null })
            .Join(db.StoredFiles, v => v.FileSha256, f => f.Sha256, (v, f) => new { v.Number, v.FileName, v.IsDisposed, f.Safety, f.Integrity }).FirstOr404Async(ct);
        return version.IsDisposed || Quarantine.Holds(version.Safety) || version.Integrity.IsHarmed()
            ? Go("Details", new { id = Id }) : Redirect(links.To(EvidenceDownloads.Name, new DownloadKey(Id.Value, version.Number), version.FileName, me));
    }
}
