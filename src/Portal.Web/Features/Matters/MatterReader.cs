using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>What every page of one matter needs to know of it.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="BodyName">Whose it is.</param>
/// <param name="Kind">What kind it is, in words.</param>
/// <param name="SeenPosts">The posts whose part they see: their own, or in a review of their body those of the body; null: all.</param>
/// <param name="MayEnd">True for those who may withdraw it.</param>
public sealed record ShownMatter(Matter Matter, string BodyName, string Kind, IReadOnlyList<Id<Post>>? SeenPosts, bool MayEnd)
{
    public Id<Matter> Id => Matter.Id;

    /// <summary>True for those who may move its day; that of a request for more time is what is decided on.</summary>
    public bool MayMove => MayEnd && Matter.Kind != Matter.OfMoreTime;

    public bool Sees(Id<Post> post) => SeenPosts is null || SeenPosts.Contains(post);
}

/// <summary>Loads a matter for showing.</summary>
public sealed class MatterReader(PortalDbContext db, MatterKinds kinds, WiderSight sight, CurrentPerson me)
{
    /// <exception cref="NotFound">It does not exist, or this person may not see it.</exception>
    public async Task<ShownMatter> ShowAsync(Id<Matter> id, CancellationToken ct)
    {
        var matter = await db.Matters.AsNoTracking().Where(m => m.Id == id).FirstOr404Async(ct);
        var body = await db.Bodies.Where(b => b.Id == matter.BodyId).Select(b => b.Name).SingleAsync(ct);
        var kind = (await kinds.ListAsync(ct)).FirstOrDefault(k => k.Id == matter.Kind)?.Name ?? matter.Kind;
        var opened = me.Posts.Any(p => p.Id == matter.OpenedFor);
        var team = await TeamRoleAsync(matter, ct);
        var runs = me.Runs(matter.BodyId);
        return new ShownMatter(
            matter, body, kind,
            SeenPosts: opened || team is not null || (runs && matter.ReviewId is null) ? null
                : runs ? await OfBodyAsync(matter.BodyId, ct)
                : [.. me.Posts.Select(p => p.Id)],
            MayEnd: matter.State == MatterState.Open && (opened || (matter.ReviewId is null ? runs : team == PostRole.LeadInspector)));
    }

    /// <summary>How its process stands, as far as this person may know it.</summary>
    public async Task<CaseStory> StoryAsync(ShownMatter shown, CancellationToken ct) =>

        // The journal of another body's process is read for those whom it concerns, and only what is told here of it leaves this place.
        await sight.DoAsync(services => services.GetRequiredService<CaseStories>().OfAsync(shown.Matter, shown.SeenPosts, ct), ct)
            ?? throw new InvalidOperationException($"The matter {shown.Id} has no process.");

    /// <summary>The posts of the body and its partners: a review team deliberates without the body, which reads what was decided.</summary>
    private async Task<IReadOnlyList<Id<Post>>> OfBodyAsync(Id<Body> body, CancellationToken ct) => await db.PostsAround([body]).Select(p => p.Id).ToListAsync(ct);

    private async Task<PostRole?> TeamRoleAsync(Matter matter, CancellationToken ct)
    {
        var person = me.Id;
        return matter.ReviewId is { } review && me.Posts.Any(p => Policies.Roles[Policies.ReviewTeam].Contains(p.Role))
            ? await db.Set<ReviewTeamMember>().Where(m => m.ReviewId == review && m.PersonId == person).Select(m => (PostRole?)m.Role).FirstOrDefaultAsync(ct)
            : null;
    }
}
