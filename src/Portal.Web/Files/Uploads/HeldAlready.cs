using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Persistence;

namespace Portal.Web.Files.Uploads;

/// <summary>An item of the same library that has the same file.</summary>
public sealed record HeldItem(Id<EvidenceItem> Id, string Title);

/// <summary>Recognises a file that its own library holds. What other libraries hold changes nothing that anybody sees.</summary>
public sealed class HeldAlready(PortalDbContext db)
{
    /// <returns>Null when it does not.</returns>
    public async Task<HeldItem?> AsAsync(FileUpload upload, CancellationToken ct)
    {
        var (body, sha256) = (upload.BodyId, upload.Sha256);
        return sha256 is null ? null : await db.EvidenceItems.Where(e => e.BodyId == body && e.FileSha256 == sha256 && e.WithdrawnAt == null)
            .Select(e => new HeldItem(e.Id, e.Title)).FirstOrDefaultAsync(ct);
    }
}
