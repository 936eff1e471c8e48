using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Retention;

/// <summary>
/// Who decides about keeping and disposing: chair and manager of a board, director and chief executive of an authority. Each of these two bodies so has two
/// people for the two keys. A deputy keeps and proposes; like a signature, approval is for whoever holds the post.
/// </summary>
public sealed class RetentionPosts(PortalDbContext db, AccessScope scope, CurrentPerson me)
{
    private static readonly PostRole[] _roles = [PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices, PostRole.ChiefExecutive];

    /// <summary>Whether the present person sees what is due, what is held and what was disposed of.</summary>
    public bool MayRead(Id<Body> body) => me.ReadsAllOf(body);

    /// <summary>Whether they set periods, place and release holds, and propose disposals.</summary>
    public bool MayKeep(Id<Body> body) => PostIn(body, alsoDeputies: true) is not null;

    /// <summary>Whether they could be the second person of a disposal, as far as their posts go.</summary>
    public bool MayDecide(Id<Body> body) => PostIn(body, alsoDeputies: false) is not null;

    /// <exception cref="Forbidden">They hold no such post.</exception>
    public (Person Person, string Post) ToKeep(Id<Body> body) => Required(PostIn(body, alsoDeputies: true), "Only the chair, the manager, the director and the chief executive of a body decide how long its evidence is kept.");

    /// <inheritdoc cref="ToKeep"/>
    public (Person Person, string Post) ToDecide(Id<Body> body) => Required(PostIn(body, alsoDeputies: false), "Only whoever holds the post of chair, manager, director or chief executive approves a disposal. A deputy does not.");

    /// <summary>The name of a body whose keeping the present person may look at.</summary>
    /// <exception cref="NotFound">They see nothing of that body.</exception>
    /// <exception cref="Forbidden">They see a part of it only.</exception>
    public async Task<string> ReadBodyAsync(Id<Body> body, CancellationToken ct)
    {
        var name = await NameAsync(body, ct);
        CurrentPerson.Require(MayRead(body), "How long evidence is kept, what is held and what was disposed of is shown to those who read all of its body.");
        return name;
    }

    /// <summary>The name of a body for which the present person decides about keeping.</summary>
    /// <exception cref="NotFound">They see nothing of that body.</exception>
    /// <exception cref="Forbidden">They hold no such post.</exception>
    public async Task<string> KeepBodyAsync(Id<Body> body, CancellationToken ct)
    {
        var name = await NameAsync(body, ct);
        ToKeep(body);
        return name;
    }

    /// <summary>Everybody who holds such a post of a body.</summary>
    public async Task<IReadOnlyList<Person>> HoldersAsync(Id<Body> body, CancellationToken ct) => await db.People
        .Where(p => db.Posts.Any(post => post.BodyId == body && _roles.Contains(post.Role) && post.Holdings.Any(h => h.PersonId == p.Id && h.Until == null))).ToListAsync(ct);

    /// <summary>The row through which all these decisions of a body pass; made with the first.</summary>
    public async Task<RetentionSchedule> ScheduleAsync(Id<Body> body, CancellationToken ct)
    {
        var schedule = await db.Set<RetentionSchedule>().Include(s => s.Periods).FirstOrDefaultAsync(s => s.BodyId == body, ct);
        if (schedule is null)
        {
            schedule = RetentionSchedule.Of(body);
            db.Add(schedule);
        }

        return schedule;
    }

    private async Task<string> NameAsync(Id<Body> body, CancellationToken ct) => scope.BodyIds.Contains(body)
        ? await db.Bodies.Where(b => b.Id == body).Select(b => b.Name).FirstOr404Async(ct)
        : throw new NotFound();

    private (Person, string) Required(HeldPost? post, string otherwise) => post is null ? throw new Forbidden(otherwise) : (me.Person, post.Title);

    private HeldPost? PostIn(Id<Body> body, bool alsoDeputies) => me.Posts.FirstOrDefault(p => p.BodyId == body && _roles.Contains(p.Role) && (alsoDeputies || !p.IsDeputy));
}
