using System.Globalization;
using System.IO.Compression;
using System.Text;
using Portal.Web.Files;

namespace Portal.Web.Documents.Bags;

/// <summary>
/// Writes one BagIt 1.0 bag (RFC 8493) into a ZIP file, file by file, with no more in memory than one buffer and the list of names.
/// The bag is <c>NAME.part</c> until <see cref="CompleteAsync"/> has put it on the disk and given it its name in one step; disposing a
/// writer that did not get so far deletes the part. A part that a killed process left is overwritten by the next try.
/// </summary>
public sealed class BagWriter : IAsyncDisposable
{
    /// <summary>Progress is told at the end of each file and after each so many bytes of a long one.</summary>
    private const long ProgressStepBytes = 4 * 1024 * 1024;

    private readonly string finalPath;
    private readonly string partPath;
    private readonly string baseName;
    private readonly DateTimeOffset timestamp;
    private readonly IProgress<long>? progress;
    private readonly FileStream part;
    private readonly ZipArchive archive;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<BaggedFile> files = [];
    private readonly StringBuilder manifest = new();
    private readonly StringBuilder tagManifest = new();
    private long payloadBytes;
    private bool usable;
    private bool named;
    private bool disposed;

    private BagWriter(string finalPath, FileStream part, ZipArchive archive, string baseName, DateTime timestamp, IProgress<long>? progress)
    {
        this.finalPath = finalPath;
        partPath = part.Name;
        this.part = part;
        this.archive = archive;
        this.baseName = baseName;
        this.timestamp = new DateTimeOffset(timestamp, TimeSpan.Zero);
        this.progress = progress;
    }

    /// <summary>The payload files written so far, in their order.</summary>
    public IReadOnlyList<BaggedFile> Files => files;

    /// <param name="finalPath">The ZIP file's path; a pack already there is replaced when the new one is complete.</param>
    /// <param name="baseName">The one top-level directory in the ZIP.</param>
    /// <param name="timestamp">UTC; every file in the ZIP carries it, so the same input gives the same bytes.</param>
    /// <param name="progress">Told the payload bytes written so far.</param>
    /// <param name="cancellationToken">Stops before anything but the part file exists.</param>
    /// <exception cref="IOException">The part cannot be written, or another writer is making the same pack.</exception>
    public static async Task<BagWriter> CreateAsync(
        string finalPath, string baseName, DateTime timestamp, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (!BagPath.IsSafe(baseName) || baseName.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"“{baseName}” cannot be the name of a directory on every system.", nameof(baseName));
        }

        var file = new FileStream(finalPath + ".part", new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = HashedCopy.BufferBytes,
            Options = FileOptions.Asynchronous,
        });
        BagWriter? writer = null;
        try
        {
            var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            writer = new BagWriter(finalPath, file, zip, baseName.Normalize(NormalizationForm.FormC), timestamp, progress);
            await writer.AddTagFileAsync("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", cancellationToken);
            writer.usable = true;
            return writer;
        }
        finally
        {
            if (writer is not { usable: true })
            {
                await DropAsync(file);
            }
        }
    }

    /// <summary>Copies one file into the bag.</summary>
    /// <param name="name">Below <c>data/</c>, with <c>/</c> between folders; brought to Unicode normal form C.</param>
    /// <param name="content">Read to its end, not closed.</param>
    /// <param name="expectedSha256">The hash the file had when it was signed for, checked while copying; null when there is none.</param>
    /// <param name="cancellationToken">Stops between blocks; the bag is then not to be completed.</param>
    /// <exception cref="ArgumentException">The name is unsafe, or is taken but for case or Unicode form.</exception>
    /// <exception cref="PayloadDamaged">The content is not the expected one. The bag cannot be completed.</exception>
    public async Task<BaggedFile> AddAsync(string name, Stream content, string? expectedSha256, CancellationToken cancellationToken)
    {
        name = Take(name);
        return List(AsExpected(await CopyAsync(name, content, cancellationToken), expectedSha256));
    }

    /// <summary>Writes one file straight into the bag.</summary>
    /// <param name="name">As in the other overload.</param>
    /// <param name="write">Writes the whole file; what it is given cannot go back and is closed afterwards.</param>
    /// <param name="expectedSha256">As in the other overload.</param>
    /// <param name="cancellationToken">Given to <paramref name="write"/>; the bag is then not to be completed.</param>
    /// <exception cref="ArgumentException">The name is unsafe, or is taken but for case or Unicode form.</exception>
    /// <exception cref="PayloadDamaged">What was written is not what was expected. The bag cannot be completed.</exception>
    public async Task<BaggedFile> AddAsync(string name, Func<Stream, CancellationToken, Task> write, string? expectedSha256, CancellationToken cancellationToken)
    {
        name = Take(name);
        await using var entry = await OpenEntryAsync("data/" + name, CompressionOf(name), cancellationToken);
        await using var hashed = new HashedWrite(entry);
        await write(hashed, cancellationToken);
        return List(AsExpected(new BaggedFile(name, hashed.Sha256(), hashed.Length), expectedSha256));
    }

    /// <summary>Adds the tag files, puts the ZIP on the disk and gives it its final name.</summary>
    /// <exception cref="ArgumentException">A label of the further elements has a colon or white space at its ends.</exception>
    public async Task<WrittenBag> CompleteAsync(BagInfo info, CancellationToken cancellationToken)
    {
        RequireUsable();
        usable = false;
        await AddTagFileAsync("bag-info.txt", Describe(info), cancellationToken);
        await AddTagFileAsync("manifest-sha256.txt", manifest.ToString(), cancellationToken);
        var tagManifestSha256 = await AddTagFileAsync("tagmanifest-sha256.txt", tagManifest.ToString(), cancellationToken);
        await archive.DisposeAsync();
        part.Flush(flushToDisk: true);
        var zipLength = part.Length;
        File.Move(partPath, finalPath, overwrite: true);
        named = true;
        await part.DisposeAsync();
        return new WrittenBag(finalPath, names.Count, payloadBytes, zipLength, tagManifestSha256);
    }

    /// <summary>Deletes the part unless the bag was completed. The unfinished archive is not closed: that would write to it again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (named || disposed)
        {
            await part.DisposeAsync();
        }
        else
        {
            disposed = true;
            await DropAsync(part);
        }
    }

    private static async Task DropAsync(FileStream unfinished)
    {
        // While the file is open no other writer can have one of the same name.
        File.Delete(unfinished.Name);
        try
        {
            await unfinished.DisposeAsync();
        }
        catch (IOException)
        {
            // What was still in the buffer does not fit on a full disk. The file is gone, so nothing is lost by it.
        }
    }

    /// <summary>Takes a name for a file that is about to be written; until it is listed the bag is not usable.</summary>
    private string Take(string name)
    {
        RequireUsable();
        name = name.Normalize(NormalizationForm.FormC);
        if (!BagPath.IsSafe(name))
        {
            throw new ArgumentException($"“{BagPath.Show(name)}” cannot be the name of a file on every system.", nameof(name));
        }

        if (!names.Add(BagPath.Key(name)))
        {
            throw new ArgumentException($"The bag already has a file named “{name}”.", nameof(name));
        }

        usable = false;
        return name;
    }

    private static BaggedFile AsExpected(BaggedFile added, string? sha256) =>
        sha256 is null || string.Equals(added.Sha256, sha256, StringComparison.OrdinalIgnoreCase) ? added : throw new PayloadDamaged(added.Name);

    private BaggedFile List(BaggedFile added)
    {
        manifest.Append(added.Sha256).Append("  data/").Append(BagPath.Encode(added.Name)).Append('\n');
        files.Add(added);
        payloadBytes += added.Length;
        progress?.Report(payloadBytes);
        usable = true;
        return added;
    }

    private static CompressionLevel CompressionOf(string name) =>
        AcceptedTypes.ForName(name) is { AlreadyCompressed: true } ? CompressionLevel.NoCompression : CompressionLevel.Fastest;

    private async Task<BaggedFile> CopyAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        await using var entry = await OpenEntryAsync("data/" + name, CompressionOf(name), cancellationToken);
        var told = 0L;
        void TellProgress(long soFar)
        {
            if (soFar - told >= ProgressStepBytes)
            {
                told = soFar;
                progress?.Report(payloadBytes + soFar);
            }
        }

        var (sha256, length) = await HashedCopy.CopyAsync(content, entry, TellProgress, cancellationToken);
        return new BaggedFile(name, sha256, length);
    }

    private async Task<string> AddTagFileAsync(string name, string text, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        await using var entry = await OpenEntryAsync(name, CompressionLevel.Fastest, cancellationToken);
        var (sha256, _) = await HashedCopy.CopyAsync(bytes, entry, static _ => { }, cancellationToken);
        tagManifest.Append(sha256).Append("  ").Append(name).Append('\n');
        return sha256;
    }

    private Task<Stream> OpenEntryAsync(string name, CompressionLevel compression, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(baseName + "/" + name, compression);
        entry.LastWriteTime = timestamp;
        return entry.OpenAsync(cancellationToken);
    }

    private string Describe(BagInfo info)
    {
        var text = new StringBuilder();
        void Element(string label, string value)
        {
            if (label.Length == 0 || label.Trim() != label || label.Contains(':', StringComparison.Ordinal) || label.Any(char.IsControl))
            {
                throw new ArgumentException($"“{label}” cannot be a label in bag-info.txt.", nameof(info));
            }

            text.Append(label).Append(": ").AppendJoin(' ', value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Append('\n');
        }

        Element("Source-Organization", info.SourceOrganization);
        Element("Bagging-Date", info.BaggingDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Element("External-Identifier", info.ExternalIdentifier);
        Element("Payload-Oxum", string.Create(CultureInfo.InvariantCulture, $"{payloadBytes}.{names.Count}"));
        Element("Bag-Size", ByteCount.InWords(payloadBytes));
        Element("Bag-Software-Agent", info.BagSoftwareAgent);
        foreach (var (label, value) in info.Further)
        {
            Element(label, value);
        }

        return text.ToString();
    }

    private void RequireUsable()
    {
        if (!usable)
        {
            throw new InvalidOperationException("This bag failed or is complete: nothing more can be added to it.");
        }
    }
}
