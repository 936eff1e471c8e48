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
/// <param name="SeesAll">True for those who see what all others answered; the others see their own part.</param>
/// <param name="MayEnd">True for those who may withdraw it or move its day.</param>
public sealed record ShownMatter(Matter Matter, string BodyName, string Kind, bool SeesAll, bool MayEnd)
{
    public Id<Matter> Id => Matter.Id;
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
            SeesAll: opened || runs || team is not null,
            MayEnd: matter.State == MatterState.Open && (opened || (matter.ReviewId is null ? runs : team == PostRole.LeadInspector)));
    }

    /// <summary>How its process stands; to those who do not see all of it, only their own part.</summary>
    public async Task<CaseStory> StoryAsync(ShownMatter shown, CancellationToken ct)
    {
        var posts = me.Posts.Select(p => p.Id).ToHashSet();

        // The journal of another body's process is read for those whom it concerns, and only what is told here of it leaves this place.
        var story = await sight.DoAsync(services => services.GetRequiredService<CaseStories>().OfAsync(shown.Matter, ct), ct)
            ?? throw new InvalidOperationException($"The matter {shown.Id} has no process.");
        return shown.SeesAll
            ? story
            : story with
            {
                WaitingFor = [.. story.WaitingFor.Where(w => posts.Contains(w.PostId))],
                Events = [.. story.Events.Where(e => e.PostId is { } post && posts.Contains(post))],
            };
    }

    private async Task<PostRole?> TeamRoleAsync(Matter matter, CancellationToken ct)
    {
        var person = me.Id;
        return matter.ReviewId is { } review && me.Posts.Any(p => Policies.Roles[Policies.ReviewTeam].Contains(p.Role))
            ? await db.Set<ReviewTeamMember>().Where(m => m.ReviewId == review && m.PersonId == person).Select(m => (PostRole?)m.Role).FirstOrDefaultAsync(ct)
            : null;
    }
}
