using System.Security.Cryptography;

namespace Portal.Web.Files;

/// <summary>
/// The bytes of the evidence on the local disk, each content once, at <c>files/ab/cd/&lt;sha256&gt;</c> under the root. What arrives is
/// written to <c>incoming/</c> and reaches its place by one rename after it is on the disk, so a file in <c>files/</c> is always whole.
/// </summary>
public sealed class EvidenceStore
{
    private const string PartExtension = ".part";
    private readonly string files;
    private readonly string incoming;

    /// <param name="root">A directory of this store alone; made if absent. Both folders must be on one file system.</param>
    public EvidenceStore(string root)
    {
        files = Directory.CreateDirectory(Path.Combine(root, "files")).FullName;
        incoming = Directory.CreateDirectory(Path.Combine(root, "incoming")).FullName;
    }

    /// <summary>Receives and keeps without examining. Uploads from people go through <see cref="FileChecks"/>.</summary>
    /// <exception cref="FileRefused">Empty, or larger than <paramref name="maxBytes"/>.</exception>
    public async Task<StoredContent> SaveAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        using var received = await ReceiveAsync(content, maxBytes, cancellationToken);
        return Keep(received);
    }

    /// <summary>Writes a stream to the disk, hashing it, and stops as soon as it has passed the limit. A stream that fails leaves nothing.</summary>
    /// <exception cref="FileRefused">Empty, or larger than <paramref name="maxBytes"/>.</exception>
    public async Task<IncomingContent> ReceiveAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(incoming, RandomNumberGenerator.GetHexString(32, lowercase: true) + PartExtension);
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
    public StoredContent Keep(IncomingContent received)
    {
        var place = PathOf(received.Sha256);
        var alreadyStored = File.Exists(place);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(received.Path, place, overwrite: true);
        return new StoredContent(received.Sha256, received.Length, alreadyStored);
    }

    public bool Exists(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Bytes.</summary>
    /// <exception cref="FileNotFoundException">The content is not in the store.</exception>
    public long Length(string sha256) => new FileInfo(PathOf(sha256)).Length;

    /// <summary>Seekable, so that a download can be resumed.</summary>
    /// <exception cref="FileNotFoundException">The content is not in the store.</exception>
    /// <exception cref="DirectoryNotFoundException">The content is not in the store.</exception>
    public Stream OpenRead(string sha256) => OpenForReading(PathOf(sha256));

    /// <summary>Whether the content is there and its bytes still give its SHA-256.</summary>
    public async Task<bool> IsIntactAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!Exists(sha256))
        {
            return false;
        }

        await using var content = OpenRead(sha256);
        var found = await HashedCopy.HashAsync(content, cancellationToken);
        return string.Equals(found.Sha256, sha256, StringComparison.Ordinal);
    }

    /// <summary>Deletes what a killed process left in <c>incoming/</c>: files last written longer ago than <paramref name="olderThan"/>.</summary>
    /// <returns>How many were deleted.</returns>
    public int SweepIncoming(TimeSpan olderThan, DateTime now)
    {
        var left = Directory.EnumerateFiles(incoming, "*" + PartExtension).Where(path => now - File.GetLastWriteTimeUtc(path) > olderThan).ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }

    internal static FileStream OpenForReading(string path) =>
        new(path, new FileStreamOptions
        {
            Access = FileAccess.Read,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });

    private static async Task<(string Sha256, long Length)> WriteAsync(
        Stream content, string path, long maxBytes, CancellationToken cancellationToken)
    {
        await using var part = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        });
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

    /// <summary>Where the content lies, for a process that reads it by itself.</summary>
    public string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("A SHA-256 is 64 lower-case hexadecimal digits.", nameof(sha256));
        }

        return Path.Combine(files, sha256[..2], sha256[2..4], sha256);
    }
}
