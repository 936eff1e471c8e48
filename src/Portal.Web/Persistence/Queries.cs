using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Reminders;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>What was asked for is not there, or not for this person: the two look alike from outside.</summary>
public sealed class NotFound() : Exception("Not found.");

/// <summary>Queries that every use case needs.</summary>
public static class Queries
{
    /// <summary>The first match, or the page that says there is none.</summary>
    public static async Task<T> FirstOr404Async<T>(this IQueryable<T> query, CancellationToken ct) where T : class =>
        await query.FirstOrDefaultAsync(ct) ?? throw new NotFound();

    /// <summary>The teams of all reviews of a body.</summary>
    public static IQueryable<Person> ReviewTeamsOf(this PortalDbContext db, Id<Body> body, DateOnly on) =>
        db.Reviewers(on).Where(p => db.Reviews.Any(r => r.BodyId == body && r.Team.Any(m => m.PersonId == p.Id)));

    /// <summary>The packs of all that was signed, without supplements and redacted ones.</summary>
    public static IQueryable<EvidencePack> Whole(this IQueryable<EvidencePack> packs) => packs.Where(p => p.Kind == PackKind.Whole);

    /// <summary>The team of one review.</summary>
    public static IQueryable<Person> TeamOf(this PortalDbContext db, Id<Review> review, DateOnly on) =>
        db.Reviewers(on).Where(p => db.Set<ReviewTeamMember>().Any(m => m.ReviewId == review && m.PersonId == p.Id));

    /// <summary>Those who hold a post from which one reviews, or stand in on that day: somebody whose post has passed on is in no team any more.</summary>
    private static IQueryable<Person> Reviewers(this PortalDbContext db, DateOnly on)
    {
        var (roles, held) = (Policies.Roles[Policies.ReviewTeam], db.HeldOn(on));
        return db.People.Where(p => db.Posts.Any(post => roles.Contains(post.Role) && held.Any(h => h.PostId == post.Id && h.PersonId == p.Id)));
    }

    /// <summary>The signed versions of a self-assessment, the latest first.</summary>
    public static IQueryable<FrozenVersion> SignedVersionsOf(this PortalDbContext db, Id<SelfAssessment> assessment) =>
        db.FrozenVersions.Where(v => v.SelfAssessmentId == assessment && v.State == FrozenVersionState.Signed).OrderByDescending(v => v.Number);

    /// <summary>The posts of bodies and of their partners: of a board those of its authorities, of an authority those of its boards.</summary>
    public static IQueryable<Post> PostsAround(this PortalDbContext db, IReadOnlyList<Id<Body>> bodies)
    {
        var partners = db.Set<BoardAuthority>();
        return db.Posts.Where(p => bodies.Contains(p.BodyId)
            || partners.Any(a => (bodies.Contains(a.BoardId) && a.AuthorityId == p.BodyId) || (bodies.Contains(a.AuthorityId) && a.BoardId == p.BodyId)));
    }
}
