using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.FrontEnd;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>The file of a complete pack, for its body and the review teams of that body; each download is on record.</summary>
[Authorize(Policies.SignedIn)]
[SecurityHeadersPolicy(SecurityHeaderPolicy.File)]
public sealed class DownloadModel(PortalDbContext db, PackStore packs, AuditTrail audit) : PortalPage
{
    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var pack = await db.Packs.AsNoTracking().Where(p => p.Id == Id && p.State == PackState.Complete)
            .Select(p => new { p.BodyId, p.FileName, Sha256 = p.Sha256! }).FirstOr404Async(ct);
        var content = packs.OpenRead(Id);
        if (StoredDownload.Begins(Request, pack.Sha256))
        {
            audit.Record(pack.BodyId, "downloaded", Id);
            await db.SaveChangesAsync(ct);
        }

        return StoredDownload.Of(Response, content, new DownloadedFile(pack.FileName, "application/zip", pack.Sha256, Disposition.Attachment));
    }
}
