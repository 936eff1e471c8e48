using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Files.Uploads;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Puts a new version of the file beside those an item had. Links stay, and say for which version they were made.</summary>
public sealed class ReplaceFile(PortalDbContext db, FileKeeping keeping, BodyQuota quota, FileChecks files, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>With a file that came with the form.</summary>
    /// <exception cref="FileRefused">The library has no room for it.</exception>
    /// <exception cref="RuleBroken">It is the file that the item has, or another item's, or nothing is said of what changed.</exception>
    public async Task WithAsync(Id<EvidenceItem> id, string? changed, ExaminedFile examined, CancellationToken ct)
    {
        var body = await RequireAllowedAsync(id, ct);
        await quota.RequireRoomAsync(body, examined.Name, examined.Content.Length, ct);
        await ReplaceAsync(id, changed, examined.Name, await files.KeepAsync(examined, ct), null, ct);
    }

    /// <summary>With a file that the person has uploaded.</summary>
    /// <inheritdoc cref="WithAsync(Id{EvidenceItem}, string?, ExaminedFile, CancellationToken)"/>
    public async Task WithAsync(Id<EvidenceItem> id, string? changed, Id<FileUpload> uploaded, CancellationToken ct)
    {
        var body = await RequireAllowedAsync(id, ct);
        var upload = await keeping.UploadAsync(uploaded, ct);
        if (upload.BodyId != body)
        {
            throw new NotFound();
        }

        await ReplaceAsync(id, changed, upload.FileName, await keeping.OfAsync(upload, ct), uploaded, ct);
    }

    private async Task<Id<Domain.People.Body>> RequireAllowedAsync(Id<EvidenceItem> id, CancellationToken ct)
    {
        var body = await db.EvidenceItems.Where(e => e.Id == id).Select(e => (Id<Domain.People.Body>?)e.BodyId).FirstOrDefaultAsync(ct) ?? throw new NotFound();
        CurrentPerson.Require(me.AddsEvidenceTo(body), "You cannot change what is in this library.");
        return body;
    }

    private Task ReplaceAsync(Id<EvidenceItem> id, string? changed, string fileName, CheckedFile received, Id<FileUpload>? from, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var item = await db.EvidenceItems.Include(e => e.Versions).Where(e => e.Id == id).FirstOr404Async(ct);
            var (body, sha256) = (item.BodyId, received.Content.Sha256);
            if (await db.EvidenceItems.Where(e => e.BodyId == body && e.Id != id && e.FileSha256 == sha256 && e.WithdrawnAt == null).Select(e => e.Title).FirstOrDefaultAsync(ct) is { } other)
            {
                throw new RuleBroken("evidence.file-of-another", $"This file is already in your library as “{other}”. Use that item instead.", "Files");
            }

            item.Replace(FileChecks.PlainName(fileName), await keeping.RecordAsync(received, ct), changed, me.Id, clock.UtcNow());
            if (from is { } upload)
            {
                (await db.Set<FileUpload>().SingleAsync(u => u.Id == upload, ct)).Describe(id);
            }

            audit.Record(body, "evidence-replaced", id, $"Version {item.FileVersion}: {changed}");
            await db.SaveChangesAsync(ct);
        });
}
