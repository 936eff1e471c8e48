using System.IO.Compression;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Files;

namespace Portal.Web.Features.Packs;

/// <summary>Where finished packs lie on disk.</summary>
public sealed class PackStore(DataDirectory data)
{
    public string PathOf(EvidencePack pack) => PathOf(pack.Id);

    /// <summary>A finished pack, seekable, so that a download can be resumed.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public Stream OpenRead(Id<EvidencePack> pack) => new FileStream(PathOf(pack), new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    /// <summary>What a finished pack holds, from its table of contents alone. Null when the file is not there or cannot be read.</summary>
    public async Task<PackSummary?> SummaryAsync(Id<EvidencePack> pack, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(PathOf(pack), ct);
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

    /// <summary>SHA-256 and size in bytes of a finished pack.</summary>
    public async Task<(string Sha256, long Size)> FingerprintAsync(EvidencePack pack, CancellationToken ct)
    {
        await using var file = new FileStream(PathOf(pack), FileMode.Open, FileAccess.Read, FileShare.Read, HashedCopy.BufferBytes, useAsync: true);
        return await HashedCopy.HashAsync(file, ct);
    }

    private string PathOf(Id<EvidencePack> pack) => Path.Combine(data.Packs, $"{pack}.zip");
}

/// <summary>What a pack holds.</summary>
/// <param name="Files">Files of its payload.</param>
/// <param name="Bytes">Their bytes, unpacked.</param>
/// <param name="EvidenceFiles">Those of them that are evidence.</param>
/// <param name="EvidenceBytes">Their bytes.</param>
public sealed record PackSummary(int Files, long Bytes, int EvidenceFiles, long EvidenceBytes);
