using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;
using Portal.Web.Files.Fixity;
using Portal.Web.FrontEnd;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>The bytes of a PDF or an image for the page that shows it. Nothing in them is run: the page draws them, and alone they may do nothing.</summary>
[Authorize(Policies.AssessedBody)]
[SecurityHeadersPolicy(SecurityHeaderPolicy.File)]
public sealed class PreviewModel(PortalDbContext db, EvidenceStore store, AuditTrail audit, GivenLately given, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id && e.DisposedAt == null)
            .Join(db.StoredFiles.OutOfQuarantine().Unharmed().Where(f => AcceptedTypes.DrawnContentTypes.Contains(f.ContentType)), e => e.FileSha256, f => f.Sha256, (e, f) => new { e.BodyId, e.FileName, f.Sha256, f.ContentType })
            .FirstOr404Async(ct);
        var what = $"shown {Id} {item.Sha256}";
        if (StoredDownload.GivesContent(Request, item.Sha256) && !given.Includes(me.Id, what))
        {
            audit.Record(item.BodyId, "evidence-shown", Id);
            await db.SaveChangesAsync(ct);
            given.Add(me.Id, what);
        }

        var file = new FileToDownload(item.BodyId, item.FileName, item.ContentType, item.Sha256, stop => store.OpenReadAsync(item.Sha256, stop));
        await StoredDownload.Of(Response, await file.OpenAsync(ct), file).ExecuteAsync(HttpContext);
        return new EmptyResult();
    }
}
