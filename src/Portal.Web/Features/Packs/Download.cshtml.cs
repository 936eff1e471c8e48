using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>The way to the file of a complete pack, for its body and the review teams of that body.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DownloadModel(PortalDbContext db, DownloadLinks links, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var name = await db.Packs.AsNoTracking().Where(p => p.Id == Id && p.State == PackState.Complete).Select(p => p.FileName).FirstOr404Async(ct);
        return Redirect(links.To(PackDownloads.Name, new DownloadKey(Id.Value), name, me));
    }
}
