using Portal.Domain.Packs;
using Portal.Web.Files;

namespace Portal.Web.Features.Packs;

/// <summary>Where finished packs lie on disk.</summary>
public sealed class PackStore(DataDirectory data)
{
    public string PathOf(EvidencePack pack) => Path.Combine(data.Packs, $"{pack.Id}.zip");

    /// <summary>SHA-256 and size in bytes of a finished pack.</summary>
    public async Task<(string Sha256, long Size)> FingerprintAsync(EvidencePack pack, CancellationToken ct)
    {
        await using var file = new FileStream(PathOf(pack), FileMode.Open, FileAccess.Read, FileShare.Read, HashedCopy.BufferBytes, useAsync: true);
        return await HashedCopy.HashAsync(file, ct);
    }
}
