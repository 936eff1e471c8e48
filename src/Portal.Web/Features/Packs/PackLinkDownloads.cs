using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Files.Downloads;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>The file of a complete pack for whoever holds a link to it, for as long as the link is open.</summary>
public sealed class PackLinkDownloads(PackLinksOfAnybody links, PackStore packs, CurrentPerson me, TimeProvider clock) : IDownloadSource
{
    public const string Name = "pack-links";

    public string Kind => Name;

    /// <summary>The token is known to its holder alone: the page says to open the link again.</summary>
    public string PageOf(DownloadKey key) => "/packs/link/again";

    public async Task<FileToDownload?> FindAsync(DownloadKey key, CancellationToken ct)
    {
        if (await links.OfIdAsync(new Id<PackLink>(key.Id), ct) is not { } found || found.Link.PersonId != me.Id || !found.Link.IsOpen(clock.UtcNow()))
        {
            return null;
        }

        var pack = found.Pack;
        return new FileToDownload(pack.BodyId, pack.FileName, "application/zip", pack.Sha256!, stop => packs.OpenReadAsync(pack.Id, stop))
        {
            OnRecord = new DownloadRecord("downloaded", pack.Id.ToString(), PackLinksOfAnybody.ReasonOf(found.Link.Id)),
        };
    }
}
