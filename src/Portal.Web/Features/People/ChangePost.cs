using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.People;

/// <summary>Hands a post over from a day on, and names those who stand in for its holder. Tasks and duties stay with the post; what was signed stays signed by whoever signed it.</summary>
public sealed class ChangePost(PortalDbContext db, HandOverPosts handOver, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>True for those who run the body themselves: not for a deputy.</summary>
    public bool MayHandOver(Id<Body> body) => me.Posts.Any(p => p.BodyId == body && !p.IsDeputy && me.Runs(body)
        && p.Role is PostRole.Chair or PostRole.BoardManager or PostRole.DirectorOfChildrensServices);

    /// <summary>True for those who run the body, and for the holder of the post.</summary>
    public bool MayNameDeputy(Id<Post> post, Id<Body> body) => MayHandOver(body) || me.Posts.Any(p => p.Id == post && !p.IsDeputy);

    /// <summary>Plans that the post passes to somebody; on the day itself, or when that is today, it does.</summary>
    public async Task HandOverAsync(Id<Post> id, Id<Person> to, DateOnly on, string? reason, CancellationToken ct)
    {
        var post = await LoadAsync(id, ct);
        CurrentPerson.Require(MayHandOver(post.BodyId), "Posts are handed over by those who run the body.");
        var person = await AmongAsync(post, to, ct);
        post.PlanHandover(person, on, reason, me.Id, clock.UtcNow(), clock.Today());
        audit.Record(post.BodyId, "post-handover-planned", post.Id, $"{post.Title} to {person.Name} from {on.Words()}: {reason!.Trim()}");
        var holders = await HoldersAsync(post, ct);
        foreach (var holder in holders)
        {
            Tell(holder, post, $"the post of {post.Title} passes to {person.Name}", $"From {on.Words()} {person.Name} holds the post of {post.Title}. Its tasks pass with it; what you signed stays signed by you.", $"handover:{post.Id}:{on:O}:{person.Id}");
        }

        Tell(person, post, $"you take on the post of {post.Title}", $"From {on.Words()} you hold the post of {post.Title}. Its tasks are in your inbox from that day.", $"handover:{post.Id}:{on:O}:{person.Id}");
        await handOver.IfDueAsync(post, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Calls off what was planned.</summary>
    public async Task CallOffAsync(Id<Post> id, CancellationToken ct)
    {
        var post = await LoadAsync(id, ct);
        CurrentPerson.Require(MayHandOver(post.BodyId), "Posts are handed over by those who run the body.");
        if (post.Handovers.FirstOrDefault(h => h.IsPlanned) is not { } planned)
        {
            throw new RuleBroken("post.nothing-planned", "Nothing is planned any more: the post has passed, or somebody called it off.");
        }

        planned.CallOff(clock.UtcNow());
        audit.Record(post.BodyId, "post-handover-called-off", post.Id, post.Title);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Names a deputy from one day to another.</summary>
    public async Task NameDeputyAsync(Id<Post> id, Id<Person> who, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var post = await LoadAsync(id, ct);
        CurrentPerson.Require(MayNameDeputy(post.Id, post.BodyId), "A deputy is named by the holder of the post or by those who run the body.");
        var person = await AmongAsync(post, who, ct);
        var deputy = post.NameDeputy(person, from, until, me.Id, clock.UtcNow(), clock.Today());
        audit.Record(post.BodyId, "deputy-named", post.Id, $"{person.Name} for {post.Title}, {from.Words()} to {until.Words()}");
        foreach (var holder in await HoldersAsync(post, ct))
        {
            Tell(holder, post, $"{person.Name} stands in for you", $"From {from.Words()} to {until.Words()} {person.Name} does the tasks of the post of {post.Title}, and signs nothing.", $"deputy:{deputy.Id}");
        }

        Tell(person, post, $"you stand in as {post.Title}", $"From {from.Words()} to {until.Words()} you do the tasks of the post of {post.Title}. You sign nothing in its place.", $"deputy:{deputy.Id}");
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ends a deputy's time before its last day.</summary>
    public async Task EndDeputyAsync(Id<Post> id, Id<PostDeputy> which, CancellationToken ct)
    {
        var post = await LoadAsync(id, ct);
        CurrentPerson.Require(MayNameDeputy(post.Id, post.BodyId), "A deputy is named by the holder of the post or by those who run the body.");
        var deputy = post.Deputies.FirstOrDefault(d => d.Id == which) ?? throw new NotFound();
        deputy.End(clock.UtcNow());
        audit.Record(post.BodyId, "deputy-ended", post.Id, post.Title);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Those who may take a post on or stand in: who hold or held a post of the body or of its partners.</summary>
    public IQueryable<Person> Candidates(Id<Body> body)
    {
        var holdings = db.PostsAround([body]).SelectMany(p => p.Holdings);
        return db.People.Where(p => holdings.Any(h => h.PersonId == p.Id)).OrderBy(p => p.Name);
    }

    private async Task<Post> LoadAsync(Id<Post> id, CancellationToken ct)
    {
        var post = await db.Posts.Include(p => p.Holdings).Include(p => p.Deputies).Include(p => p.Handovers).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        return me.Posts.Any(p => p.BodyId == post.BodyId) ? post : throw new NotFound();
    }

    private async Task<Person> AmongAsync(Post post, Id<Person> who, CancellationToken ct) =>
        await Candidates(post.BodyId).FirstOrDefaultAsync(p => p.Id == who, ct) ?? throw new RuleBroken("post.stranger", "Choose one of the people named.", "Person");

    private Task<List<Person>> HoldersAsync(Post post, CancellationToken ct)
    {
        var holding = post.Holdings.Where(h => h.Until is null).Select(h => h.PersonId).ToList();
        return db.People.Where(p => holding.Contains(p.Id)).ToListAsync(ct);
    }

    private void Tell(Person person, Post post, string subject, string text, string key) =>
        outbox.Write(person, MailKind.Notice, subject, $"{text}\n\n{portal.Of($"/people/post/{post.Id}")}\n", $"{key}:{person.Id}", MailAbout.Of(post.BodyId, post.Id));
}
