using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>
/// Finds the link to a pack that somebody holds who is nobody here. Not limited to a body: the link itself says which it is of, and it is found by nothing but its
/// token or the sealed address of a download that the token gave.
/// </summary>
public sealed class PackLinksOfAnybody(PortalDbContext db)
{
    /// <summary>Acts of the trail that a link can cause.</summary>
    public static readonly IReadOnlyList<string> Acts = ["pack-link-opened", "downloaded"];

    /// <summary>What the trail says to an act that was done by a link: it names the link, so that two of one person are told apart.</summary>
    public static string ReasonOf(Id<PackLink> link) => $"By link {link}";

    /// <summary>The link of a token, by the hash of it, with its pack; null when there is none or the pack is not complete.</summary>
    public Task<LinkedPack?> OfTokenAsync(string hash, CancellationToken ct) => FindAsync(db.PackLinks.Where(l => l.TokenHash == hash), ct);

    /// <summary>The link by its id, with its pack.</summary>
    public Task<LinkedPack?> OfIdAsync(Id<PackLink> id, CancellationToken ct) => FindAsync(db.PackLinks.Where(l => l.Id == id), ct);

    /// <summary>When downloads by a link began, the first first.</summary>
    public async Task<IReadOnlyList<DateTime>> DownloadsAsync(PackLink link, CancellationToken ct)
    {
        var (subject, reason) = (link.PackId.ToString(), ReasonOf(link.Id));
        return await db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking()
            .Where(a => a.Action == "downloaded" && a.Subject == subject && a.Reason == reason).OrderBy(a => a.At).Select(a => a.At).Take(1000).ToListAsync(ct);
    }

    private async Task<LinkedPack?> FindAsync(IQueryable<PackLink> links, CancellationToken ct) => await links.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking()
        .Join(db.Packs.Where(p => p.State == PackState.Complete), l => l.PackId, p => p.Id, (l, p) => new { Link = l, Pack = p })
        .Join(db.Bodies, f => f.Pack.BodyId, b => b.Id, (f, b) => new { f.Link, f.Pack, Body = b.Name })
        .Join(db.People, f => f.Link.PersonId, p => p.Id, (f, p) => new { f.Link, f.Pack, f.Body, For = p.Name })
        .Join(db.People, f => f.Link.IssuedBy, p => p.Id, (f, p) => new LinkedPack(f.Link, f.Pack, f.Body, f.For, p.Name)).FirstOrDefaultAsync(ct);
}

/// <summary>A link with what it leads to.</summary>
/// <param name="Link">The link.</param>
/// <param name="Pack">A complete pack.</param>
/// <param name="Body">Name of the body whose pack it is.</param>
/// <param name="For">Name of the person it is for.</param>
/// <param name="By">Name of whoever gave it.</param>
public sealed record LinkedPack(PackLink Link, EvidencePack Pack, string Body, string For, string By);
