using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.People;

/// <summary>The boards and authorities the person belongs to, with their posts, who holds them and who held them before.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    public IReadOnlyList<BodyOfMine> Bodies { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var mine = me.Posts.Select(p => p.BodyId).Distinct().ToList();
        var bodies = await db.Bodies.AsNoTracking()
            .Where(b => mine.Contains(b.Id) && (b.Kind == BodyKind.SafeguardingBoard || b.Kind == BodyKind.LocalAuthority))
            .OrderBy(b => b.Name).Select(b => new { b.Id, b.Name, b.Kind }).ToListAsync(ct);
        var posts = await db.Posts.AsNoTracking().Where(p => mine.Contains(p.BodyId))
            .OrderBy(p => p.Role).ThenBy(p => p.Title)
            .Select(p => new { p.Id, p.BodyId, p.Role, p.Title }).ToListAsync(ct);
        var holders = (await (
            from post in db.Posts
            where mine.Contains(post.BodyId)
            from holding in post.Holdings
            join person in db.People on holding.PersonId equals person.Id
            orderby holding.From descending
            select new { post.Id, Holder = new Holder(person.Name, person.Email, holding.From, holding.Until) }).ToListAsync(ct))
            .ToLookup(h => h.Id, h => h.Holder);
        var partners = await PartnersAsync(mine, ct);

        // In the order the roles are declared: those who answer for the body first.
        Bodies = [.. bodies.Select(b => new BodyOfMine(
            b.Id, b.Name, b.Kind, me.ReadsAllOf(b.Id), me.Runs(b.Id), partners[b.Id].Order(StringComparer.CurrentCulture).ToList(),
            [.. posts.Where(p => p.BodyId == b.Id).OrderBy(p => p.Role).ThenBy(p => p.Title, StringComparer.CurrentCulture)
                .Select(p => new PostOfBody(p.Id, p.Title, p.Role, [.. holders[p.Id]]))]))];
        return null;
    }

    // The authorities a board serves, and the boards that serve an authority: names only.
    private async Task<ILookup<Id<Body>, string>> PartnersAsync(List<Id<Body>> mine, CancellationToken ct)
    {
        var served = await db.Set<BoardAuthority>().Where(a => mine.Contains(a.BoardId))
            .Join(db.Bodies, a => a.AuthorityId, b => b.Id, (a, b) => new { Of = a.BoardId, b.Name }).ToListAsync(ct);
        var serving = await db.Set<BoardAuthority>().Where(a => mine.Contains(a.AuthorityId))
            .Join(db.Bodies, a => a.BoardId, b => b.Id, (a, b) => new { Of = a.AuthorityId, b.Name }).ToListAsync(ct);
        return served.Concat(serving).ToLookup(p => p.Of, p => p.Name);
    }

    public sealed record BodyOfMine(Id<Body> Id, string Name, BodyKind Kind, bool ShowsReminders, bool ShowsSent, IReadOnlyList<string> Partners, IReadOnlyList<PostOfBody> Posts);

    public sealed record PostOfBody(Id<Post> Id, string Title, PostRole Role, IReadOnlyList<Holder> Holders)
    {
        public Holder? Present => Holders.FirstOrDefault(h => h.Until is null);

        public IEnumerable<Holder> Former => Holders.Where(h => h.Until is not null);
    }

    public sealed record Holder(string Name, string Email, DateTime From, DateTime? Until);
}
