using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>The way to the file of an item: to an address of its own for whoever may have it, otherwise to the page that says why not.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DownloadModel(PortalDbContext db, DownloadLinks links, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id)
            .Join(db.StoredFiles, e => e.FileSha256, f => f.Sha256, (e, f) => new { e.FileName, f.Safety }).FirstOr404Async(ct);
        return Quarantine.Holds(item.Safety) ? Go("Details", new { id = Id }) : Redirect(links.To(EvidenceDownloads.Name, Id.Value, item.FileName, me));
    }
}
