using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SignOff;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.LateAdditions;

/// <summary>The way to the file of a late addition, for its body and for the review team that has the pack beside which it stands.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DownloadModel(PortalDbContext db, DownloadLinks links, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<LateAddition> Id { get; set; }

    public string Title { get; private set; } = "";

    /// <summary>The day its file was disposed of; otherwise the page leads on to it.</summary>
    public DateOnly DisposedOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var late = await db.LateAdditions.AsNoTracking().Where(l => l.Id == Id)
            .Join(db.StoredFiles, l => l.FileSha256, f => f.Sha256, (l, f) => new { l.FileName, l.Title, l.DisposedAt, f.Safety }).FirstOr404Async(ct);
        if (late.DisposedAt is { } disposed)
        {
            (Title, DisposedOn) = (late.Title, DateOnly.FromDateTime(UkTime.InUk(disposed)));
            return Page();
        }

        return Quarantine.Holds(late.Safety) ? NotFound() : Redirect(links.To(LateDownloads.Name, new DownloadKey(Id.Value), late.FileName, me));
    }
}
