using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.FrontEnd;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>The file of an item, for those who may see its library; each download is on record.</summary>
[Authorize(Policies.AssessedBody)]
[SecurityHeadersPolicy(SecurityHeaderPolicy.File)]
public sealed class DownloadModel(PortalDbContext db, EvidenceStore store, AuditTrail audit) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id)
            .Join(db.StoredFiles, e => e.FileSha256, f => f.Sha256, (e, f) => new { e.BodyId, e.FileName, f.Sha256, f.ContentType })
            .FirstOr404Async(ct);
        var content = store.OpenRead(item.Sha256);
        if (StoredDownload.Begins(Request, item.Sha256))
        {
            audit.Record(item.BodyId, "downloaded", Id);
            await db.SaveChangesAsync(ct);
        }

        return StoredDownload.Of(Response, content, new DownloadedFile(item.FileName, item.ContentType, item.Sha256, AcceptedTypes.DispositionOf(item.ContentType)));
    }
}
