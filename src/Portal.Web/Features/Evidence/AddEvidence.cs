using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Takes a document into a body's library: checked by its content, stored once by its hash.</summary>
public sealed class AddEvidence(PortalDbContext db, FileChecks files, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <param name="body">Whose library.</param>
    /// <param name="description">What the person says about it.</param>
    /// <param name="fileName">The name the file had where it came from.</param>
    /// <param name="content">Read once, from where it stands to its end; never held in memory.</param>
    /// <param name="ct">Cancels; nothing is left behind.</param>
    /// <exception cref="FileRefused">The file is empty, too large or not of an accepted type.</exception>
    /// <exception cref="RuleBroken">The same file is in this library already.</exception>
    public async Task<Id<EvidenceItem>> ToLibraryAsync(
        Id<Body> body, EvidenceDescription description, string fileName, Stream content, CancellationToken ct)
    {
        CurrentPerson.Require(me.AddsEvidenceTo(body), "You cannot add evidence to this library.");
        var received = await files.ReceiveAsync(content, fileName, ct);
        return await db.RetryOnConflictAsync(async () =>
        {
            var sha256 = received.Content.Sha256;
            var present = await db.EvidenceItems
                .Where(e => e.BodyId == body && e.FileSha256 == sha256 && e.WithdrawnAt == null).Select(e => e.Title).FirstOrDefaultAsync(ct);
            if (present is not null)
            {
                throw new RuleBroken("evidence.already-there", $"“{FileChecks.PlainName(fileName)}” is already in the library as “{present}”. Link that item instead.", "Files");
            }

            var stored = await db.StoredFiles.FindAsync([sha256], ct);
            if (stored is null)
            {
                stored = StoredFile.Of(sha256, received.Content.Length, received.Type.ContentType, clock.UtcNow());
                db.StoredFiles.Add(stored);
            }

            var item = EvidenceItem.Add(body, description, FileChecks.PlainName(fileName), stored, me.Id, clock.UtcNow());
            db.EvidenceItems.Add(item);
            audit.Record(body, "evidence-added", item.Id);
            await db.SaveChangesAsync(ct);
            return item.Id;
        });
    }
}
