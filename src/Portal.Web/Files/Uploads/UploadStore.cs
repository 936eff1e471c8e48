using System.Collections.Concurrent;
using System.Security.Cryptography;
using Portal.Domain.Common;
using Portal.Domain.Evidence;

namespace Portal.Web.Files.Uploads;

/// <summary>The bytes of files that are still arriving, or wait to be described, at <c>uploads/&lt;id&gt;</c> of the data directory; each is moved into the evidence store by one rename.</summary>
public sealed class UploadStore(DataDirectory data) : IDisposable
{
    /// <summary>Hashes under way that are remembered; the hash of any other is taken again from the disk.</summary>
    private const int MostHashes = 1000;

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(data.Root, "uploads")).FullName;
    private readonly ConcurrentDictionary<Id<FileUpload>, (long At, IncrementalHash Hash)> _hashes = new();

    /// <summary>Opens the file for one request alone, and changes nothing in it: the caller looks first how far it has come.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="isNew">Nothing of it has arrived yet.</param>
    /// <exception cref="UploadBusy">Another request is writing it.</exception>
    /// <exception cref="UploadLost">What had arrived is not on the disk.</exception>
    public FileStream Open(Id<FileUpload> id, bool isNew)
    {
        try
        {
            return new FileStream(PathOf(id), new FileStreamOptions
            {
                Mode = isNew ? FileMode.OpenOrCreate : FileMode.Open,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            });
        }
        catch (FileNotFoundException lost)
        {
            throw new UploadLost(lost);
        }
        catch (IOException full) when (Storage.IsFull(full))
        {
            throw new FileRefused(FileRefusal.NoRoom, Storage.Words);
        }
        catch (IOException busy) when (busy is not DirectoryNotFoundException)
        {
            throw new UploadBusy(busy);
        }
    }

    /// <summary>Goes to where a file has come to; what stands behind was never confirmed and is cut off.</summary>
    /// <exception cref="UploadLost">Less of it is on the disk than was confirmed.</exception>
    public static void GoTo(FileStream file, long at)
    {
        if (file.Length < at)
        {
            throw new UploadLost(null);
        }

        file.SetLength(at);
        file.Position = at;
    }

    /// <summary>The hash of what is there up to a place: the one under way, or taken from the disk where a restart lost it.</summary>
    public async Task<IncrementalHash> TakeHashAsync(Id<FileUpload> id, FileStream file, long at, CancellationToken ct)
    {
        if (_hashes.TryRemove(id, out var known))
        {
            if (known.At == at)
            {
                return known.Hash;
            }

            known.Hash.Dispose();
        }

        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[HashedCopy.BufferBytes];
        file.Position = 0;
        while (file.Position < at && await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, at - file.Position)), ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
        }

        file.Position = at;
        return hash;
    }

    public void KeepHash(Id<FileUpload> id, IncrementalHash hash, long at)
    {
        if (_hashes.Count >= MostHashes || !_hashes.TryAdd(id, (at, hash)))
        {
            hash.Dispose();
        }
    }

    /// <summary>The content once all of it is here; null when it is not at hand any more.</summary>
    public IncomingContent? Content(FileUpload upload) =>
        upload.Sha256 is { } sha256 && File.Exists(PathOf(upload.Id)) ? new IncomingContent(PathOf(upload.Id), sha256, upload.Length) : null;

    /// <summary>The content of a file of which the hash was just taken.</summary>
    internal IncomingContent Content(Id<FileUpload> id, string sha256, long length) => new(PathOf(id), sha256, length);

    /// <summary>Takes over what was received in another way.</summary>
    internal void Adopt(Id<FileUpload> id, IncomingContent received) => File.Move(received.Path, PathOf(id));

    public void Delete(Id<FileUpload> id)
    {
        if (_hashes.TryRemove(id, out var known))
        {
            known.Hash.Dispose();
        }

        File.Delete(PathOf(id));
    }

    /// <summary>Files last written before a time, with the uploads they belong to.</summary>
    public IReadOnlyList<Id<FileUpload>> WrittenBefore(DateTime time) =>
    [
        .. from path in Directory.EnumerateFiles(_folder)
           where Guid.TryParse(Path.GetFileName(path), out _) && File.GetLastWriteTimeUtc(path) < time
           select new Id<FileUpload>(Guid.Parse(Path.GetFileName(path))),
    ];

    public void Dispose()
    {
        foreach (var (_, known) in _hashes)
        {
            known.Hash.Dispose();
        }
    }

    private string PathOf(Id<FileUpload> id) => Path.Combine(_folder, id.ToString());
}
