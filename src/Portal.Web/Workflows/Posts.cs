using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Workflows;

/// <summary>Finds the post that a definition means by a word, seen from the body whose process it is.</summary>
public sealed class Posts(PortalDbContext db)
{
    /// <summary>In front of the id of a post that was chosen when the matter was opened.</summary>
    public const string Chosen = "post:";

    /// <summary>Whoever opened the matter.</summary>
    public const string Opener = "opener";

    /// <summary>Posts of the body or of its partner by word; the first role that there is a post for counts.</summary>
    private static readonly Dictionary<string, PostRole[]> OfBody = new(StringComparer.Ordinal)
    {
        ["chair"] = [PostRole.Chair],
        ["director"] = [PostRole.DirectorOfChildrensServices],
        ["chief-executive"] = [PostRole.ChiefExecutive],

        // An authority has no board manager: its director runs the assessment.
        ["board-manager"] = [PostRole.BoardManager, PostRole.DirectorOfChildrensServices],
        [HumanTask.AreaLead] = [PostRole.BoardManager, PostRole.DirectorOfChildrensServices],

        // Where nobody keeps the Annex A return, the director answers for it.
        ["data-officer"] = [PostRole.DataOfficer, PostRole.DirectorOfChildrensServices],
    };

    private static readonly Dictionary<string, PostRole> OfReview = new(StringComparer.Ordinal)
    {
        ["lead-inspector"] = PostRole.LeadInspector,
        ["quality-assurance-lead"] = PostRole.QualityAssuranceLead,
    };

    /// <summary>Those already found in the present act, which often asks one post for many things.</summary>
    private readonly Dictionary<(string Word, IProcessSubject Of), Id<Post>> _found = [];

    /// <summary>The role that a word such as <c>chair</c> means first; null where it means none.</summary>
    public static PostRole? RoleOf(string word) => OfBody.TryGetValue(word, out var roles) ? roles[0] : OfReview.TryGetValue(word, out var role) ? role : null;

    /// <exception cref="RuleBroken">There is no such post.</exception>
    public async Task<Id<Post>> FindAsync(string word, IProcessSubject of, CancellationToken ct) =>
        _found.TryGetValue((word, of), out var post) ? post : _found[(word, of)] = await TryFindAsync(word, of, ct) ?? throw new RuleBroken(
            "workflow.no-post", $"There is no post for “{word}” in this body, its partner or the review team. Ask the administrator to add one.");

    /// <returns>Null where there is no such post.</returns>
    /// <exception cref="RuleBroken">The word means nothing here.</exception>
    public async Task<Id<Post>?> TryFindAsync(string word, IProcessSubject of, CancellationToken ct) => word switch
    {
        Opener when of is Matter matter => matter.OpenedFor,
        _ when word.StartsWith(Chosen, StringComparison.Ordinal) => await ChosenAsync(word[Chosen.Length..], ct),
        _ when OfBody.TryGetValue(word, out var roles) => await OfBodyAsync(roles, of.BodyId, ct),
        _ when OfReview.TryGetValue(word, out var role) && of is Matter { ReviewId: { } review } => await OfReviewAsync(role, review, ct),
        _ => throw new RuleBroken("workflow.unknown-assignee", $"The process names a post that does not exist here: {word}."),
    };

    private async Task<Id<Post>?> ChosenAsync(string id, CancellationToken ct) => Id<Post>.TryParse(id, null, out var chosen)
        ? await db.Posts.Where(p => p.Id == chosen).Select(p => (Id<Post>?)p.Id).FirstOrDefaultAsync(ct)
        : null;

    private async Task<Id<Post>?> OfBodyAsync(PostRole[] roles, Id<Body> body, CancellationToken ct)
    {
        var found = await db.PostsAround([body]).Where(p => roles.Contains(p.Role))
            .Select(p => new { p.Id, p.Role, Own = p.BodyId == body })
            .ToListAsync(ct);
        return found.OrderByDescending(p => p.Own).ThenBy(p => Array.IndexOf(roles, p.Role)).ThenBy(p => p.Id.Value).Select(p => (Id<Post>?)p.Id).FirstOrDefault();
    }

    /// <summary>The post of a member of the team; where the team has no such member, a post of that kind in the body of its lead.</summary>
    private async Task<Id<Post>?> OfReviewAsync(PostRole role, Id<Review> review, CancellationToken ct)
    {
        var members = db.Set<ReviewTeamMember>().Where(m => m.ReviewId == review);
        var holdings = db.Set<PostHolding>().Where(h => h.Until == null);
        var ofTeam = await db.Posts
            .Where(p => p.Role == role && holdings.Any(h => h.PostId == p.Id && members.Any(m => m.PersonId == h.PersonId && m.Role == role)))
            .Select(p => p.Id).ToListAsync(ct);
        if (ofTeam.Count > 0)
        {
            return ofTeam.MinBy(p => p.Value);
        }

        var bodies = db.Posts.Where(p => holdings.Any(h => h.PostId == p.Id && members.Any(m => m.PersonId == h.PersonId && m.Role == PostRole.LeadInspector))).Select(p => p.BodyId);
        var ofBody = await db.Posts.Where(p => p.Role == role && bodies.Contains(p.BodyId)).Select(p => p.Id).ToListAsync(ct);
        return ofBody.Count == 0 ? null : ofBody.MinBy(p => p.Value);
    }
}
