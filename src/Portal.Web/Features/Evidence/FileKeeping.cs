using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Scanning;
using Portal.Web.Files.Uploads;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>From a file that has arrived to one that is kept, whatever becomes of it in the library.</summary>
public sealed class FileKeeping(PortalDbContext db, UploadStore uploads, EvidenceStore store, ScanRequests scans, FilesToRead reading, CurrentPerson me, TimeProvider clock)
{
    /// <summary>A file of the present person that has arrived.</summary>
    /// <exception cref="RuleBroken">It has not, or was described before.</exception>
    public async Task<FileUpload> UploadAsync(Id<FileUpload> id, CancellationToken ct)
    {
        var person = me.Id;
        var upload = await db.Set<FileUpload>().AsNoTracking().Where(u => u.Id == id && u.PersonId == person).FirstOr404Async(ct);
        return upload.State == UploadState.Arrived
            ? upload : throw new RuleBroken("upload.not-arrived", $"“{upload.FileName}” has not arrived, or was described before.", "Files");
    }

    /// <summary>Moves an upload into the store. A process that was killed between moving the file and saving finds it moved.</summary>
    /// <exception cref="RuleBroken">Its content is not at hand any more.</exception>
    /// <exception cref="FileRefused">The store does not answer.</exception>
    public async Task<CheckedFile> OfAsync(FileUpload upload, CancellationToken ct)
    {
        var stored = uploads.Content(upload) is { } content ? await store.KeepAsync(content, ct)
            : await store.FindAsync(upload.Sha256!, ct) is not null ? new StoredContent(upload.Sha256!, upload.Length, true)
            : throw new RuleBroken("upload.gone", $"“{upload.FileName}” is no longer at hand. Choose it again.", "Files");
        return new CheckedFile(stored, AcceptedTypes.All.First(t => t.ContentType == upload.ContentType));
    }

    /// <summary>A file that was disposed of comes back with its content, unless the content was being removed at this very moment (ADR 0040).</summary>
    private async Task RequireContentAsync(StoredFile file, CancellationToken ct)
    {
        if (await store.FindAsync(file.Sha256, ct) is null)
        {
            throw new RuleBroken("evidence.removed-meanwhile", "The same file was being disposed of at this moment. Choose it again.", "Files");
        }
    }

    /// <summary>The row of a file, new ones asked to be scanned and, once out of quarantine, read. Never saves.</summary>
    public async Task<StoredFile> RecordAsync(CheckedFile received, CancellationToken ct)
    {
        var stored = await db.StoredFiles.FindAsync([received.Content.Sha256], ct);
        var isNew = stored is null;
        if (stored is null)
        {
            stored = StoredFile.Of(received.Content.Sha256, received.Content.Length, received.Type.ContentType, clock.UtcNow());
            db.StoredFiles.Add(stored);
        }

        if (stored.Take(clock.UtcNow()))
        {
            isNew = true;
            await RequireContentAsync(stored, ct);
        }

        if (isNew)
        {
            scans.Ask(stored);
            reading.Ask(stored);
        }

        return stored;
    }
}
