using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Packs;

/// <summary>The files of complete packs, for their body and the review teams of that body.</summary>
public sealed class PackDownloads(PortalDbContext db, PackStore packs) : IDownloadSource
{
    public const string Name = "packs";

    public string Kind => Name;

    public string PageOf(DownloadKey key) => $"/packs/download/{key.Id}";

    public async Task<FileToDownload?> FindAsync(DownloadKey key, CancellationToken ct)
    {
        var pack = new Id<EvidencePack>(key.Id);
        var found = await db.Packs.AsNoTracking().Where(p => p.Id == pack && p.State == PackState.Complete)
            .Select(p => new { p.BodyId, p.Kind, p.Number, p.FileName, Sha256 = p.Sha256! }).FirstOrDefaultAsync(ct);
        return found is null ? null : new FileToDownload(found.BodyId, found.FileName, "application/zip", found.Sha256, stop => packs.OpenReadAsync(pack, stop))
        {
            OnRecord = new DownloadRecord("downloaded", pack.ToString(), found.Kind == PackKind.Whole ? null : PackWords.NameOf(found.Kind, found.Number)),
        };
    }
}
