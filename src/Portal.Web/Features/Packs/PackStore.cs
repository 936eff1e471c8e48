using System.IO.Compression;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.Web.Features.Packs;

/// <summary>Where packs are: written in the working folder of this machine, kept in the store once they are finished.</summary>
public sealed class PackStore(IContentStore contents, DataDirectory data)
{
    /// <summary>Where a pack is written.</summary>
    public string WorkingPathOf(EvidencePack pack) => Path.Combine(WorkingFolder.In(data.Root), $"{pack.Id}.zip");

    /// <summary>Where what is made for a pack lies until it is finished, so that it is not made again after a restart.</summary>
    public string WorkingFolderOf(EvidencePack pack) => Path.Combine(WorkingFolder.In(data.Root), $"pack-{pack.Id}");

    /// <summary>Throws away what was made for a pack.</summary>
    public void Forget(EvidencePack pack)
    {
        if (Directory.Exists(WorkingFolderOf(pack)))
        {
            Directory.Delete(WorkingFolderOf(pack), recursive: true);
        }
    }

    /// <summary>Throws away what was made for packs and not touched since; it would be made again.</summary>
    /// <param name="before">UTC.</param>
    public void Sweep(DateTime before)
    {
        foreach (var folder in Directory.EnumerateDirectories(WorkingFolder.In(data.Root), "pack-*").Where(f => Directory.GetLastWriteTimeUtc(f) < before).ToList())
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Takes a pack that was written to its end into the store.</summary>
    /// <returns>Its SHA-256, and its size in bytes.</returns>
    public async Task<(string Sha256, long Size)> KeepAsync(EvidencePack pack, CancellationToken ct)
    {
        var path = WorkingPathOf(pack);
        (string, long) fingerprint;
        await using (var file = WorkingFolder.OpenRead(path))
        {
            fingerprint = await HashedCopy.HashAsync(file, ct);
        }

        await contents.KeepAsync(ContentNames.OfPack(pack.Id), path, ct);
        File.Delete(path);
        return fingerprint;
    }

    /// <summary>A finished pack, seekable, so that a download can be resumed.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public Task<Stream> OpenReadAsync(Id<EvidencePack> pack, CancellationToken ct) => contents.OpenReadAsync(ContentNames.OfPack(pack), ct);

    /// <summary>What a finished pack holds, from its table of contents alone. Null when the file is not there or cannot be read.</summary>
    public async Task<PackSummary?> SummaryAsync(Id<EvidencePack> pack, CancellationToken ct)
    {
        try
        {
            await using var content = await OpenReadAsync(pack, ct);
            await using var archive = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            var payload = archive.Entries
                .Select(e => (Path: e.FullName[(e.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..], e.Length))
                .Where(e => e.Path.StartsWith("data/", StringComparison.Ordinal)).ToList();
            var evidence = payload.Where(e => e.Path.StartsWith("data/evidence/", StringComparison.Ordinal)).ToList();
            return new PackSummary(payload.Count, payload.Sum(e => e.Length), evidence.Count, evidence.Sum(e => e.Length));
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>What a pack holds.</summary>
/// <param name="Files">Files of its payload.</param>
/// <param name="Bytes">Their bytes, unpacked.</param>
/// <param name="EvidenceFiles">Those of them that are evidence.</param>
/// <param name="EvidenceBytes">Their bytes.</param>
public sealed record PackSummary(int Files, long Bytes, int EvidenceFiles, long EvidenceBytes);
