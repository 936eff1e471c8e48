using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SignOff;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.LateAdditions;

/// <summary>The way to the file of a late addition, for its body and for the review team that has the pack beside which it stands.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DownloadModel(PortalDbContext db, DownloadLinks links, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<LateAddition> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var late = await db.LateAdditions.AsNoTracking().Where(l => l.Id == Id)
            .Join(db.StoredFiles, l => l.FileSha256, f => f.Sha256, (l, f) => new { l.FileName, f.Safety }).FirstOr404Async(ct);
        return Quarantine.Holds(late.Safety) ? NotFound() : Redirect(links.To(LateDownloads.Name, new DownloadKey(Id.Value), late.FileName, me));
    }
}
