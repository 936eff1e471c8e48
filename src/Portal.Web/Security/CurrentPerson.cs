using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Security;

/// <summary>A post that the present person holds.</summary>
/// <param name="IsDeputy">True where they stand in for its holder: they do its tasks and sign nothing.</param>
public sealed record HeldPost(Id<Post> Id, Id<Body> BodyId, string BodyName, PostRole Role, string Title, bool IsDeputy);

/// <summary>Whoever acts in the present request, job or command, with the posts they hold at this moment.</summary>
public sealed class CurrentPerson(PortalDbContext db, AccessScope scope, TimeProvider clock)
{
    /// <summary>Where the count of <see cref="UnreadMessages"/> ends: from there on a person reads “99+”.</summary>
    public const int MostUnread = 100;

    private Person? _person;
    private IReadOnlyList<Id<Body>> _signed = [];
    private IReadOnlyDictionary<Id<Review>, HeldPost> _administered = new Dictionary<Id<Review>, HeldPost>();

    /// <summary>True when somebody has signed in.</summary>
    public bool IsKnown => _person is not null;

    /// <exception cref="Forbidden">Nobody has signed in.</exception>
    public Person Person => _person ?? throw new Forbidden("Sign in first.");

    public Id<Person> Id => Person.Id;

    /// <summary>The link by which somebody without an account came in; null for those who signed in.</summary>
    public PartnerLink? Guest { get; private set; }

    /// <summary>Posts for which the person may do what is assigned: those they hold, or that of the agency whose link they used.</summary>
    public IReadOnlyList<Id<Post>> ActingPosts => Guest is { } link ? [link.PostId] : [.. Posts.Select(p => p.Id)];

    /// <summary>Posts held now; those of former days count no more.</summary>
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];

    /// <summary>Messages that the person has not opened, counted to <see cref="MostUnread"/>.</summary>
    public int UnreadMessages { get; private set; }

    /// <summary>Reviews whose teams the person makes up as the administrator of a review body.</summary>
    public IReadOnlyList<Id<Review>> AdministeredReviews => [.. _administered.Keys];

    /// <summary>Makes <paramref name="id"/> the acting person and opens the records that their posts let them see.</summary>
    /// <returns>False when there is no such person.</returns>
    public async Task<bool> BecomeAsync(Id<Person> id, CancellationToken ct)
    {
        // In one query, because every request begins with it. Read afresh each time, because a post may end at any moment.
        var today = clock.Today();
        var found = await db.People.AsNoTracking().Where(p => p.Id == id)
            .LeftJoin(
                db.Set<PostHolding>().Where(h => h.Until == null).Select(h => new { h.PersonId, h.PostId, IsDeputy = false })
                    .Concat(db.Set<PostDeputy>().Where(d => d.EndedAt == null && d.From <= today && d.Until >= today).Select(d => new { d.PersonId, d.PostId, IsDeputy = true })),
                p => p.Id, h => h.PersonId, (p, h) => new { Person = p, PostId = (Id<Post>?)h!.PostId, IsDeputy = (bool?)h.IsDeputy })
            .LeftJoin(db.Posts, f => f.PostId, p => (Id<Post>?)p.Id, (f, p) => new { f.Person, f.IsDeputy, Post = p })
            .LeftJoin(db.Bodies, f => f.Post!.BodyId, b => b.Id, (f, b) => new { f.Person, f.IsDeputy, f.Post, Body = b })
            .LeftJoin(
                db.Set<BoardAuthority>().Select(a => new { Of = a.AuthorityId, Partner = a.BoardId })
                    .Concat(db.Set<BoardAuthority>().Select(a => new { Of = a.BoardId, Partner = a.AuthorityId })),
                f => f.Post!.BodyId, a => a.Of, (f, a) => new
                {
                    f.Person, f.IsDeputy, f.Post, f.Body, Partner = (Id<Body>?)a!.Partner,
                    Unread = db.Set<OutgoingEmail>().Where(m => m.PersonId == id && m.ReadAt == null).OrderBy(m => m.Id).Take(MostUnread).Count(),
                })
            .ToListAsync(ct);
        _person = found.FirstOrDefault()?.Person;
        Guest = null;
        UnreadMessages = found.FirstOrDefault()?.Unread ?? 0;
        Posts =
        [
            .. found.Where(f => f.Post is not null).OrderBy(f => f.IsDeputy).DistinctBy(f => f.Post!.Id)
                .Select(f => new HeldPost(f.Post!.Id, f.Body!.Id, f.Body.Name, f.Post.Role, f.Post.Title, f.IsDeputy == true)),
        ];
        if (_person is null)
        {
            return false;
        }

        _signed = [.. found.Where(f => f.Post is { } post && SignsOutside(post.Role)).Select(f => f.Partner).OfType<Id<Body>>().Distinct()];
        _administered = await AdministeredAsync(ct);
        scope.OpenFor(
            [.. Posts.Select(p => p.BodyId)], _signed, Posts.Select(p => p.BodyId).Where(Runs), Posts.Select(p => p.Id), await ReviewedAsync(ct), _administered.Keys);
        return true;
    }

    /// <summary>Makes whoever used a link the acting person: without a post, and with sight of that body's assessment alone.</summary>
    public async Task BecomeGuestAsync(PartnerLink link, CancellationToken ct)
    {
        _person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        _signed = [];
        Posts = [];
        Guest = link;
        scope.OpenFor([], [link.BodyId], [], [link.PostId], [], []);
    }

    /// <summary>Makes whoever opened a link to a pack the acting person: without a post, and with sight of nothing. The link alone says what they get.</summary>
    public async Task BecomeReceiverAsync(PackLink link, CancellationToken ct)
    {
        _person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        _signed = [];
        _administered = new Dictionary<Id<Review>, HeldPost>();
        Posts = [];
        Guest = null;
        scope.OpenFor([], [], [], [], [], []);
    }

    /// <summary>Counts one message less that is not read: the page that opens it says so already.</summary>
    public void HasReadOne() => UnreadMessages = Math.Max(0, UnreadMessages - (UnreadMessages < MostUnread ? 1 : 0));

    public bool Holds(PostRole role) => Posts.Any(p => p.Role == role);

    public bool Holds(PostRole role, Id<Body> body) => Posts.Any(p => p.Role == role && p.BodyId == body);

    /// <summary>True for those who run a body's self-assessment: chair and manager of a board, director of an authority.</summary>
    public bool Runs(Id<Body> body) =>
        Holds(PostRole.Chair, body) || Holds(PostRole.BoardManager, body) || Holds(PostRole.DirectorOfChildrensServices, body);

    /// <summary>
    /// True for those who read all that a body writes: whoever holds another post in it than a contributor's, and those who sign for it.
    /// A contributor reads what is assigned to it.
    /// </summary>
    public bool ReadsAllOf(Id<Body> body) => BodiesReadInFull.Contains(body);

    /// <summary>Bodies of which the person reads all that is written.</summary>
    public IReadOnlyList<Id<Body>> BodiesReadInFull => [.. Posts.Where(p => p.Role != PostRole.Contributor).Select(p => p.BodyId).Concat(_signed).Distinct()];

    /// <summary>True for those who add to a body's library: whoever runs its self-assessment, contributors and the data officer.</summary>
    public bool AddsEvidenceTo(Id<Body> body) => Runs(body) || Holds(PostRole.Contributor, body) || Holds(PostRole.DataOfficer, body);

    /// <summary>The post in which the person leads a review; null where they do not.</summary>
    public async Task<HeldPost?> LeadingPostAsync(Id<Review> review, CancellationToken ct)
    {
        var person = Id;
        return Posts.FirstOrDefault(p => p.Role == PostRole.LeadInspector) is { } post
            && await db.Set<ReviewTeamMember>().AnyAsync(m => m.ReviewId == review && m.PersonId == person && m.Role == PostRole.LeadInspector, ct)
            ? post
            : null;
    }

    /// <summary>The post from which the person makes up the team of a review: that in which they lead it, or that of an administrator of its review body; null where they do not.</summary>
    public async Task<HeldPost?> TeamPostAsync(Id<Review> review, CancellationToken ct) => await LeadingPostAsync(review, ct) ?? _administered.GetValueOrDefault(review);

    /// <summary>Refuses unless <paramref name="allowed"/>.</summary>
    public static void Require(bool allowed, string why)
    {
        if (!allowed)
        {
            throw new Forbidden(why);
        }
    }

    /// <summary>Director and chief executive sign for the boards of their authority too, the chair for the authorities of the board.</summary>
    private static bool SignsOutside(PostRole role) => role is PostRole.DirectorOfChildrensServices or PostRole.ChiefExecutive or PostRole.Chair;

    /// <summary>The reviews of the person's teams with the bodies under review, for as long as they hold a post from which one reviews.</summary>
    private async Task<IReadOnlyList<(Id<Review>, Id<Body>)>> ReviewedAsync(CancellationToken ct)
    {
        if (!Posts.Any(p => Policies.Roles[Policies.ReviewTeam].Contains(p.Role)))
        {
            return [];
        }

        var reviewed = await db.Set<ReviewTeamMember>().Where(m => m.PersonId == Id)
            .Join(db.Reviews.IgnoreQueryFilters([PortalDbContext.BodyFilter]), m => m.ReviewId, r => r.Id, (m, r) => new { r.Id, r.BodyId }).ToListAsync(ct);
        return reviewed.ConvertAll(r => (r.Id, r.BodyId));
    }

    /// <summary>The reviews that somebody of the person's review body takes part in, with the post of its administrator that the person holds.</summary>
    private async Task<IReadOnlyDictionary<Id<Review>, HeldPost>> AdministeredAsync(CancellationToken ct)
    {
        var posts = Posts.Where(p => p.Role == PostRole.ReviewAdministrator).ToList();
        if (posts.Count == 0)
        {
            return new Dictionary<Id<Review>, HeldPost>();
        }

        var (bodies, roles) = (posts.ConvertAll(p => p.BodyId), Policies.Roles[Policies.ReviewTeam]);
        var found = await db.Posts.Where(p => bodies.Contains(p.BodyId) && roles.Contains(p.Role))
            .SelectMany(p => p.Holdings.Where(h => h.Until == null), (p, h) => new { p.BodyId, h.PersonId })
            .Join(db.Set<ReviewTeamMember>(), h => h.PersonId, m => m.PersonId, (h, m) => new { m.ReviewId, h.BodyId }).Distinct().ToListAsync(ct);
        return found.DistinctBy(f => f.ReviewId).ToDictionary(f => f.ReviewId, f => posts.First(p => p.BodyId == f.BodyId));
    }
}
