using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Files.Uploads;

/// <summary>The files that the present person is bringing into libraries. Nobody sees another's.</summary>
public sealed class OwnUploads(PortalDbContext db, UploadStore store, FileChecks checks, BodyQuota quota, FileLimits limits, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Bytes after which what has arrived is made safe and counted, so that a killed process loses no more.</summary>
    private const long Step = 8 * 1024 * 1024;

    private readonly PortalDbContext _db = db;
    private readonly UploadStore _store = store;
    private readonly TimeProvider _clock = clock;

    /// <exception cref="FileRefused">It is empty, too large, or there is no room for it.</exception>
    public async Task<FileUpload> BeginAsync(Id<Body> body, string fileName, long length, CancellationToken ct)
    {
        CurrentPerson.Require(me.AddsEvidenceTo(body), "You cannot add evidence to this library.");
        var name = FileChecks.PlainName(fileName);
        if (length == 0)
        {
            throw new FileRefused(FileRefusal.Empty, $"“{name}” is empty.");
        }

        if (length > limits.MostBytes)
        {
            throw new FileRefused(FileRefusal.TooLarge, $"“{name}” must be smaller than {ByteCount.InWords(limits.MostBytes)}.");
        }

        await quota.RequireRoomAsync(body, name, length, ct);
        var upload = FileUpload.Begin(body, me.Id, name, length, _clock.UtcNow());
        _db.Set<FileUpload>().Add(upload);
        await _db.SaveChangesAsync(ct);
        return upload;
    }

    /// <summary>One of the person's own.</summary>
    public Task<FileUpload> FindAsync(Id<FileUpload> id, CancellationToken ct)
    {
        var person = me.Id;
        var now = _clock.UtcNow();
        return _db.Set<FileUpload>().Where(u => u.Id == id && u.PersonId == person && u.Until > now).FirstOr404Async(ct);
    }

    /// <summary>The person's files for one library that have arrived, or are on their way; the first come first.</summary>
    public async Task<IReadOnlyList<FileUpload>> OfAsync(Id<Body> body, CancellationToken ct)
    {
        var person = me.Id;
        var now = _clock.UtcNow();
        var open = await _db.Set<FileUpload>()
            .Where(u => u.BodyId == body && u.PersonId == person && u.Until > now && (u.State == UploadState.Arriving || u.State == UploadState.Arrived))
            .OrderBy(u => u.Id).Take(UploadLimits.MostFiles).ToListAsync(ct);
        foreach (var whole in open.Where(u => u.State == UploadState.Arriving && u.IsWhole))
        {
            try
            {
                await FinishAsync(whole, ct);
            }
            catch (UploadBusy)
            {
                // Another request is finishing it; here it is still on its way.
            }
        }

        return [.. open.Where(u => u.State != UploadState.Refused)];
    }

    /// <summary>Receives a part. Whatever ends it, what has arrived by then is kept and counted.</summary>
    /// <exception cref="WrongPart">It is for another place, longer than the file, or not what its checksum says.</exception>
    /// <exception cref="FileRefused">There is no room.</exception>
    public async Task AppendAsync(FileUpload upload, long offset, Stream part, PartChecksum? checksum, CancellationToken ct)
    {
        if (upload.State != UploadState.Arriving || offset != upload.Received)
        {
            throw new WrongPart(StatusCodes.Status409Conflict, $"The file goes on at {upload.Received}, not at {offset}.");
        }

        await using var file = _store.Open(upload.Id, isNew: offset == 0);
        await _db.Entry(upload).ReloadAsync(ct);
        if (upload.State != UploadState.Arriving || upload.Received != offset)
        {
            throw new WrongPart(StatusCodes.Status409Conflict, $"The file goes on at {upload.Received}, not at {offset}.");
        }

        UploadStore.GoTo(file, offset);
        await new Arrival(this, upload, file, checksum).ReceiveAsync(part, ct);
        if (upload.IsWhole)
        {
            await FinishAsync(upload, file, ct);
        }
    }

    /// <summary>Looks at a file that is whole. Broken off, it is done again by whoever asks next.</summary>
    public async Task FinishAsync(FileUpload upload, CancellationToken ct)
    {
        if (upload.State != UploadState.Arriving || !upload.IsWhole)
        {
            return;
        }

        try
        {
            await using var file = _store.Open(upload.Id, isNew: false);
            await _db.Entry(upload).ReloadAsync(ct);
            if (upload.State == UploadState.Arriving)
            {
                UploadStore.GoTo(file, upload.Length);
                await FinishAsync(upload, file, ct);
            }
        }
        catch (UploadLost)
        {
            await _db.Entry(upload).ReloadAsync(ct);
            if (upload.State == UploadState.Arriving)
            {
                upload.Refuse($"“{upload.FileName}” is no longer at hand. Choose it again.");
                await SaveFinishedAsync(upload, ct);
            }
        }
    }

    /// <summary>Keeps a file that came with a form until the form is right.</summary>
    /// <exception cref="FileRefused">There is no room for it in the library.</exception>
    public async Task<FileUpload> TakeInAsync(Id<Body> body, ExaminedFile examined, CancellationToken ct)
    {
        var length = examined.Content.Length;
        await quota.RequireRoomAsync(body, examined.Name, length, ct);
        var upload = FileUpload.Begin(body, me.Id, examined.Name, length, _clock.UtcNow());
        upload.Advance(length, _clock.UtcNow());
        upload.Arrive(examined.Content.Sha256, examined.Type.ContentType);
        _store.Adopt(upload.Id, examined.Content);
        _db.Set<FileUpload>().Add(upload);
        await _db.SaveChangesAsync(ct);
        return upload;
    }

    /// <summary>Forgets a file that was never described, and its content.</summary>
    public async Task RemoveAsync(FileUpload upload, CancellationToken ct)
    {
        _db.Set<FileUpload>().Remove(upload);
        await _db.SaveChangesAsync(ct);
        _store.Delete(upload.Id);
    }

    private async Task FinishAsync(FileUpload upload, FileStream file, CancellationToken ct)
    {
        using var hash = await _store.TakeHashAsync(upload.Id, file, upload.Length, ct);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        await file.DisposeAsync();
        try
        {
            upload.Arrive(sha256, checks.TypeOf(_store.Content(upload.Id, sha256, upload.Length), upload.FileName).ContentType);
            await SaveFinishedAsync(upload, ct);
        }
        catch (FileRefused refused)
        {
            upload.Refuse(refused.Message);
            await SaveFinishedAsync(upload, ct);
            _store.Delete(upload.Id);
        }
    }

    /// <summary>Two requests may look at the same file; the second takes what the first found.</summary>
    private async Task SaveFinishedAsync(FileUpload upload, CancellationToken ct)
    {
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await _db.Entry(upload).ReloadAsync(ct);
        }
    }

    /// <summary>One part on its way to the disk.</summary>
    private sealed class Arrival(OwnUploads of, FileUpload upload, FileStream file, PartChecksum? checksum)
    {
        private readonly long _begin = upload.Received;
        private long _at = upload.Received;

        public async Task ReceiveAsync(Stream part, CancellationToken ct)
        {
            using var check = checksum?.Begin();
            var hash = await of._store.TakeHashAsync(upload.Id, file, _begin, ct);
            var right = false;
            try
            {
                var buffer = new byte[HashedCopy.BufferBytes];
                int read;
                while ((read = await part.ReadAsync(buffer, ct)) > 0)
                {
                    if (_at + read > upload.Length)
                    {
                        throw new WrongPart(StatusCodes.Status413PayloadTooLarge, "More was sent than the file was said to have.");
                    }

                    await Storage.WriteAsync(file, buffer.AsMemory(0, read), ct);
                    hash.AppendData(buffer, 0, read);
                    check?.AppendData(buffer, 0, read);
                    _at += read;
                    if (checksum is null && _at - upload.Received >= Step)
                    {
                        await CountAsync();
                    }
                }

                right = checksum?.IsThatOf(check!) ?? true;
            }
            finally
            {
                await EndAsync(right, hash);
            }

            if (!right)
            {
                throw new WrongPart(PartChecksum.Mismatch, "The part that arrived is not the one that was sent.");
            }
        }

        /// <summary>Without a checksum every byte that came counts; with one, all of the part or nothing.</summary>
        private async Task EndAsync(bool right, System.Security.Cryptography.IncrementalHash hash)
        {
            if (checksum is not null && !right)
            {
                hash.Dispose();
                file.SetLength(_begin);
                return;
            }

            file.SetLength(_at);
            if (_at > upload.Received)
            {
                await CountAsync();
            }

            of._store.KeepHash(upload.Id, hash, _at);
        }

        private async Task CountAsync()
        {
            file.Flush(flushToDisk: true);
            upload.Advance(_at, of._clock.UtcNow());
            await of._db.SaveChangesAsync(CancellationToken.None);
        }
    }
}
