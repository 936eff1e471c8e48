using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Domain.Common;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.FrontEnd;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.LateAdditions;

/// <summary>The file of a late addition, for its body and for the review team that has the pack beside which it stands; each download is on record.</summary>
[Authorize(Policies.SignedIn)]
[SecurityHeadersPolicy(SecurityHeaderPolicy.File)]
public sealed class DownloadModel(PortalDbContext db, EvidenceStore store, AuditTrail audit) : PortalPage
{
    [FromRoute]
    public Id<LateAddition> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var late = await db.LateAdditions.AsNoTracking().Where(l => l.Id == Id)
            .Join(db.StoredFiles, l => l.FileSha256, f => f.Sha256, (l, f) => new { l.BodyId, l.SelfAssessmentId, l.Title, l.FileName, f.Sha256, f.ContentType })
            .FirstOr404Async(ct);
        var content = store.OpenRead(late.Sha256);
        if (StoredDownload.Begins(Request, late.Sha256))
        {
            audit.Record(late.BodyId, "late-file-downloaded", late.SelfAssessmentId, late.Title);
            await db.SaveChangesAsync(ct);
        }

        return StoredDownload.Of(Response, content, new DownloadedFile(late.FileName, late.ContentType, late.Sha256, AcceptedTypes.DispositionOf(late.ContentType)));
    }
}
