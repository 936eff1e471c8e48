using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>A post that the present person holds.</summary>
public sealed record HeldPost(Id<Post> Id, Id<Body> BodyId, string BodyName, PostRole Role, string Title);

/// <summary>Whoever acts in the present request, job or command, with the posts they hold at this moment.</summary>
public sealed class CurrentPerson(PortalDbContext db, AccessScope scope)
{
    private Person? _person;

    /// <summary>True when somebody has signed in.</summary>
    public bool IsKnown => _person is not null;

    /// <exception cref="Forbidden">Nobody has signed in.</exception>
    public Person Person => _person ?? throw new Forbidden("Sign in first.");

    public Id<Person> Id => Person.Id;

    /// <summary>Posts held now; those of former days count no more.</summary>
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];

    /// <summary>Makes <paramref name="id"/> the acting person and opens the records that their posts let them see.</summary>
    /// <returns>False when there is no such person.</returns>
    public async Task<bool> BecomeAsync(Id<Person> id, CancellationToken ct)
    {
        _person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
        if (_person is null)
        {
            return false;
        }

        Posts = await db.Posts
            .Where(p => p.Holdings.Any(h => h.PersonId == id && h.Until == null))
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new HeldPost(p.Id, p.BodyId, b.Name, p.Role, p.Title))
            .ToListAsync(ct);
        var own = Posts.Select(p => p.BodyId).Distinct().ToList();
        var leading = Posts.Where(p => p.Role is PostRole.DirectorOfChildrensServices or PostRole.ChiefExecutive or PostRole.Chair)
            .Select(p => p.BodyId).ToList();

        // Director and chief executive sign the boards of their authority, the chair signs the authorities of the board.
        var signing = await db.Set<BoardAuthority>()
            .Where(a => leading.Contains(a.AuthorityId) || leading.Contains(a.BoardId))
            .Select(a => leading.Contains(a.AuthorityId) ? a.BoardId : a.AuthorityId).ToListAsync(ct);
        var reviewed = await db.Set<ReviewTeamMember>()
            .Where(m => m.PersonId == id)
            .Join(db.Reviews.IgnoreQueryFilters([PortalDbContext.BodyFilter]), m => m.ReviewId, r => r.Id, (m, r) => r.BodyId)
            .ToListAsync(ct);
        scope.OpenFor([.. own, .. signing], reviewed);
        return true;
    }

    public bool Holds(PostRole role) => Posts.Any(p => p.Role == role);

    public bool Holds(PostRole role, Id<Body> body) => Posts.Any(p => p.Role == role && p.BodyId == body);

    /// <summary>True for those who run a body's self-assessment: chair and manager of a board, director of an authority.</summary>
    public bool Runs(Id<Body> body) =>
        Holds(PostRole.Chair, body) || Holds(PostRole.BoardManager, body) || Holds(PostRole.DirectorOfChildrensServices, body);

    /// <summary>True for those who add to a body's library: whoever runs its self-assessment, contributors and the data officer.</summary>
    public bool AddsEvidenceTo(Id<Body> body) => Runs(body) || Holds(PostRole.Contributor, body) || Holds(PostRole.DataOfficer, body);

    /// <summary>Refuses unless <paramref name="allowed"/>.</summary>
    public static void Require(bool allowed, string why)
    {
        if (!allowed)
        {
            throw new Forbidden(why);
        }
    }
}
