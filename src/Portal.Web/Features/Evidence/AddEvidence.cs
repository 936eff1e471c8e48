using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Files.Uploads;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>An item of the library after something was offered to it.</summary>
/// <param name="Id">The new item, or the one that holds the same file.</param>
/// <param name="Title">Its title.</param>
/// <param name="AlreadyThere">True when the same file was in this library before, so that nothing was added.</param>
public sealed record AddedEvidence(Id<EvidenceItem> Id, string Title, bool AlreadyThere);

/// <summary>Takes a document into a body's library: checked by its content, stored once by its hash.</summary>
public sealed class AddEvidence(PortalDbContext db, FileChecks files, BodyQuota quota, FileKeeping keeping, AuditTrail audit, CurrentPerson me, TimeProvider clock)
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
        RequireAllowed(body);
        using var received = await files.ExamineAsync(content, fileName, ct);
        var added = await ReceivedAsync(body, description, fileName, received, ct);
        return added.AlreadyThere
            ? throw new RuleBroken(
                "evidence.already-there", $"“{FileChecks.PlainName(fileName)}” is already in the library as “{added.Title}”. Link that item instead.", "Files")
            : added.Id;
    }

    /// <summary>Takes in a file that was received and checked before.</summary>
    /// <exception cref="FileRefused">The library has no room for it, or the store does not answer.</exception>
    public async Task<AddedEvidence> ReceivedAsync(
        Id<Body> body, EvidenceDescription description, string fileName, ExaminedFile examined, CancellationToken ct)
    {
        RequireAllowed(body);
        await quota.RequireRoomAsync(body, examined.Name, examined.Content.Length, ct);
        return await AddAsync(body, description, fileName, await files.KeepAsync(examined, ct), null, ct);
    }

    /// <summary>Makes an item of a file that the present person has uploaded.</summary>
    /// <exception cref="RuleBroken">It has not arrived, or is not at hand any more.</exception>
    /// <exception cref="FileRefused">The store does not answer.</exception>
    public async Task<AddedEvidence> UploadedAsync(Id<FileUpload> id, EvidenceDescription description, CancellationToken ct)
    {
        var upload = await keeping.UploadAsync(id, ct);
        RequireAllowed(upload.BodyId);
        return await AddAsync(upload.BodyId, description, upload.FileName, await keeping.OfAsync(upload, ct), id, ct);
    }

    private Task<AddedEvidence> AddAsync(
        Id<Body> body, EvidenceDescription description, string fileName, CheckedFile received, Id<FileUpload>? from, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var upload = from is { } id ? await db.Set<FileUpload>().SingleAsync(u => u.Id == id, ct) : null;
            var sha256 = received.Content.Sha256;
            var present = await db.EvidenceItems
                .Where(e => e.BodyId == body && e.FileSha256 == sha256 && e.WithdrawnAt == null)
                .Select(e => new AddedEvidence(e.Id, e.Title, true)).FirstOrDefaultAsync(ct);
            if (present is not null)
            {
                upload?.Describe(present.Id);
                await db.SaveChangesAsync(ct);
                return present;
            }

            var item = EvidenceItem.Add(body, description, FileChecks.PlainName(fileName), await keeping.RecordAsync(received, ct), me.Id, clock.UtcNow());
            db.EvidenceItems.Add(item);
            upload?.Describe(item.Id);
            audit.Record(body, "evidence-added", item.Id);
            await db.SaveChangesAsync(ct);
            return new AddedEvidence(item.Id, item.Title, false);
        });

    private void RequireAllowed(Id<Body> body) => CurrentPerson.Require(me.AddsEvidenceTo(body), "You cannot add evidence to this library.");
}
