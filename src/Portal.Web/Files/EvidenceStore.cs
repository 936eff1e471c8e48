using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Portal.Web.Files.Stores;

namespace Portal.Web.Files;

/// <summary>
/// The bytes of the evidence, each content once, named by its SHA-256. What arrives is written to the working folder of this machine, hashed and
/// examined there, and reaches the store whole.
/// </summary>
/// <param name="contents">Where it is kept.</param>
/// <param name="root">The data directory, for the working folder.</param>
public sealed class EvidenceStore(IContentStore contents, string root)
{
    private readonly string incoming = WorkingFolder.In(root);

    /// <summary>Receives and keeps without examining. Uploads from people go through <see cref="FileChecks"/>.</summary>
    /// <exception cref="FileRefused">Empty, or larger than <paramref name="maxBytes"/>.</exception>
    public async Task<StoredContent> SaveAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        using var received = await ReceiveAsync(content, maxBytes, cancellationToken);
        return await KeepAsync(received, cancellationToken);
    }

    /// <summary>Writes a stream to the disk, hashing it, and stops as soon as it has passed the limit. A stream that fails leaves nothing.</summary>
    /// <exception cref="FileRefused">Empty, or larger than <paramref name="maxBytes"/>.</exception>
    public async Task<IncomingContent> ReceiveAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var path = NewPart();
        var whole = false;
        try
        {
            var (sha256, length) = await WriteAsync(content, path, maxBytes, cancellationToken);
            if (length == 0)
            {
                throw new FileRefused(FileRefusal.Empty, "The selected file is empty.");
            }

            whole = true;
            return new IncomingContent(path, sha256, length);
        }
        finally
        {
            if (!whole)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Makes received content part of the store. The same content is held once; a damaged copy of it is replaced.</summary>
    /// <exception cref="FileRefused">The store does not answer. What was received is still where it was.</exception>
    public async Task<StoredContent> KeepAsync(IncomingContent received, CancellationToken cancellationToken)
    {
        var name = ContentNames.OfFile(received.Sha256);
        try
        {
            var alreadyStored = await contents.FindAsync(name, cancellationToken) is not null;
            await contents.KeepAsync(name, received.Path, cancellationToken);
            return new StoredContent(received.Sha256, received.Length, alreadyStored);
        }
        catch (StoreAway)
        {
            throw new FileRefused(FileRefusal.StoreAway, "The file cannot be stored just now, because the store of files does not answer. What has arrived is kept: try again in a few minutes.");
        }
    }

    /// <returns>Null when it is not in the store.</returns>
    public Task<HeldContent?> FindAsync(string sha256, CancellationToken cancellationToken) => contents.FindAsync(ContentNames.OfFile(sha256), cancellationToken);

    /// <summary>Seekable, so that a download can be resumed.</summary>
    /// <exception cref="FileNotFoundException">The content is not in the store.</exception>
    public Task<Stream> OpenReadAsync(string sha256, CancellationToken cancellationToken) => contents.OpenReadAsync(ContentNames.OfFile(sha256), cancellationToken);

    /// <summary>As a file of this machine, for a process that reads it by itself.</summary>
    /// <exception cref="FileNotFoundException">The content is not in the store.</exception>
    public async Task<LocalFile> BorrowAsync(string sha256, CancellationToken cancellationToken)
    {
        var name = ContentNames.OfFile(sha256);
        if (contents.PathOf(name) is { } path)
        {
            return LocalFile.InStore(path);
        }

        var copy = LocalFile.Copy(NewPart());
        try
        {
            await using var content = await contents.OpenReadAsync(name, cancellationToken);
            await using var file = WorkingFolder.Create(copy.Path);
            await content.CopyToAsync(file, HashedCopy.BufferBytes, cancellationToken);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>All contents, in no particular order. Names that are no hash, such as a stray file of the system, are passed over.</summary>
    public async IAsyncEnumerable<(string Sha256, HeldContent Content)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var content in contents.ListAsync(ContentNames.Files, cancellationToken))
        {
            if (ContentNames.HashIn(content.Name) is { } sha256)
            {
                yield return (sha256, content);
            }
        }
    }

    /// <summary>Takes content out of the store for good. Whoever calls has made sure that nothing refers to it.</summary>
    /// <returns>False when it was not there.</returns>
    public Task<bool> DeleteAsync(string sha256, CancellationToken cancellationToken) => contents.DeleteAsync(ContentNames.OfFile(sha256), cancellationToken);

    /// <summary>As the other, unless it was written at <paramref name="unlessSince"/> or later: whoever stores it at this moment keeps it.</summary>
    /// <returns>False when it was not there, or is too young.</returns>
    public Task<bool> DeleteAsync(string sha256, DateTime unlessSince, CancellationToken cancellationToken) =>
        contents.DeleteAsync(ContentNames.OfFile(sha256), unlessSince, cancellationToken);

    /// <summary>Deletes what a killed process left in the working folder: files last written longer ago than <paramref name="olderThan"/>.</summary>
    /// <returns>How many were deleted.</returns>
    public int SweepIncoming(TimeSpan olderThan, DateTime now)
    {
        var left = Directory.EnumerateFiles(incoming).Where(path => now - File.GetLastWriteTimeUtc(path) > olderThan).ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }

    private string NewPart() => Path.Combine(incoming, RandomNumberGenerator.GetHexString(32, lowercase: true) + WorkingFolder.PartExtension);

    private static async Task<(string Sha256, long Length)> WriteAsync(
        Stream content, string path, long maxBytes, CancellationToken cancellationToken)
    {
        await using var part = WorkingFolder.Create(path);
        void RefuseOversize(long soFar)
        {
            if (soFar > maxBytes)
            {
                throw new FileRefused(FileRefusal.TooLarge, $"The selected file must be smaller than {ByteCount.InWords(maxBytes)}.");
            }
        }

        try
        {
            var written = await HashedCopy.CopyAsync(content, part, RefuseOversize, cancellationToken);
            part.Flush(flushToDisk: true);
            return written;
        }
        catch (IOException full) when (Storage.IsFull(full))
        {
            throw new FileRefused(FileRefusal.NoRoom, Storage.Words);
        }
    }
}
