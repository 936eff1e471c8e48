using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Reviews;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>What somebody wants to open for a body.</summary>
/// <param name="Asked">The posts that are asked, where its kind asks any.</param>
/// <param name="Id">The id it gets, so that a form sent twice opens one.</param>
public sealed record MatterWish(
    string Kind, Id<Body> Body, string? Title, string? Details, DateOnly Day, IReadOnlyList<Id<Post>> Asked, Id<Matter>? Id = null);

/// <summary>Opens a matter and starts its process.</summary>
public sealed class OpenMatter(
    PortalDbContext db, MatterKinds kinds, FrameworkLibrary frameworks, Posts posts, BodyCalendars calendars, WiderSight sight, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Refuses what <see cref="ForAsync"/> would refuse, and opens nothing.</summary>
    /// <exception cref="RuleBroken">Something is missing or does not fit.</exception>
    public Task CheckAsync(MatterWish wish, CancellationToken ct) => MakeAsync(wish, ct);

    /// <inheritdoc cref="CheckAsync"/>
    public async Task<Id<Matter>> ForAsync(MatterWish wish, CancellationToken ct)
    {
        var (matter, asked) = await MakeAsync(wish, ct);
        var names = await db.Posts.Where(p => asked.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
        return await StartAsync(matter, new JsonObject
        {
            ["Asked"] = new JsonArray([.. asked.Select(p => new JsonObject { ["post"] = p.ToString(), ["name"] = names[p] })]),
        }, _ => Task.CompletedTask, ct);
    }

    /// <summary>Refuses what <see cref="ForMoreTimeAsync"/> would refuse, and opens nothing.</summary>
    public async Task CheckMoreTimeAsync(Id<PostTask> id, DateOnly day, string? reason, CancellationToken ct) => await MakeMoreTimeAsync(id, day, reason, ct);

    /// <summary>Asks for a later due date of a task of one's own.</summary>
    /// <exception cref="RuleBroken">The task is over or has no date, the day is no later, or more time was asked for already.</exception>
    public async Task<Id<Matter>> ForMoreTimeAsync(Id<PostTask> id, DateOnly day, string? reason, CancellationToken ct)
    {
        var (matter, due, decider, escalation) = await MakeMoreTimeAsync(id, day, reason, ct);
        var asks = $"{day.Words()} is asked for instead of {due.Words()}. {matter.Details}";
        return await StartAsync(matter, new JsonObject { ["Decider"] = decider, ["Escalation"] = escalation, ["Details"] = asks }, now => OnceForTaskAsync(now, id, ct), ct);
    }

    /// <summary>Starts the timetable of a review that one leads.</summary>
    /// <exception cref="RuleBroken">It has started already.</exception>
    public async Task<Id<Matter>> ForReviewAsync(Id<Review> id, string? details, CancellationToken ct)
    {
        var review = await db.Reviews.Where(r => r.Id == id).FirstOr404Async(ct);
        var post = await me.LeadingPostAsync(id, ct) ?? throw new Forbidden("Only the lead inspector starts the timetable of a review.");
        var workingDays = await calendars.OfAsync(db, review.BodyId, ct);
        var day = FirstDay(review.StartsOn, workingDays);
        var brief = new MatterBrief(Matter.OfReview, review.Title, details, day, id);
        return await StartAsync(Matter.Open(review.BodyId, brief, (me.Id, post.Id), clock.UtcNow(), workingDays.IsWorkingDay, clock.Today()), [], OnceForReviewAsync, ct);

        async Task OnceForReviewAsync(PortalDbContext now)
        {
            if (await now.Matters.AnyAsync(m => m.ReviewId == id && m.Kind == Matter.OfReview && m.State != MatterState.Withdrawn, ct))
            {
                throw new RuleBroken("matter.review-started", "The timetable of this review has been started already.");
            }
        }
    }

    /// <summary>The posts that may be asked for bodies: their own and those of their partners, without the present person's.</summary>
    public IQueryable<Post> Askable(IReadOnlyList<Id<Body>> bodies)
    {
        var own = me.Posts.Select(p => p.Id).ToList();
        return db.PostsAround(bodies).Where(p => !own.Contains(p.Id));
    }

    private async Task<(Matter, IReadOnlyList<Id<Post>>)> MakeAsync(MatterWish wish, CancellationToken ct)
    {
        var kind = (await kinds.OfferedAsync(ct)).FirstOrDefault(k => k.Id == wish.Kind) ?? throw new NotFound();
        var post = kinds.PostFor(kind, wish.Body) ?? throw new Forbidden("Your post does not open this for that board or authority.");
        var body = await db.Bodies.FindAsync([wish.Body], ct) ?? throw new NotFound();
        if (!kind.Bodies.Contains(body.Kind))
        {
            throw new RuleBroken("matter.other-body", $"{kind.Name} is not for {body.Name}.", "Body");
        }

        var askable = await Askable([wish.Body]).Where(p => wish.Asked.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var asked = wish.Asked.Distinct().ToList();
        if (asked.Exists(p => !askable.Contains(p)))
        {
            throw new RuleBroken("matter.not-askable", $"Choose posts of {body.Name} and its partners only.", "Asked");
        }

        if ((kind.Asks, asked.Count) is (Asks.One, not 1) or (Asks.Many, 0))
        {
            throw new RuleBroken("matter.nobody-asked", kind.Asks == Asks.One ? "Choose who is asked." : "Choose at least one agency that is asked.", "Asked");
        }

        var answered = kind.Return is { } asks ? (await frameworks.LatestAsync(ct)).FirstOrDefault(f => f.Code == asks.Framework) : null;
        var brief = new MatterBrief(kind.Id, wish.Title, wish.Details, wish.Day, Id: wish.Id, Framework: answered is null ? null : (answered.Code, answered.Version));
        return (Matter.Open(wish.Body, brief, (me.Id, post.Id), clock.UtcNow(), (await calendars.OfAsync(db, wish.Body, ct)).IsWorkingDay, clock.Today()), asked);
    }

    private async Task<(Matter Matter, DateOnly DueOn, string Decider, string Escalation)> MakeMoreTimeAsync(Id<PostTask> id, DateOnly day, string? reason, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().Where(t => t.Id == id).FirstOr404Async(ct);
        var post = me.Posts.FirstOrDefault(p => p.Id == task.PostId) ?? throw new Forbidden("This task belongs to somebody else’s post.");
        if (task is not { State: TaskState.Open, DueOn: { } due })
        {
            throw new RuleBroken("matter.no-due-date", "This task is over or has no due date.");
        }

        if (day <= due)
        {
            throw new RuleBroken("matter.not-later", $"Enter a day after the present due date, {due.Words()}.", nameof(Matter.Day));
        }

        await OnceForTaskAsync(db, id, ct);
        var review = task.MatterId is { } of ? await db.Matters.Where(m => m.Id == of).Select(m => m.ReviewId).FirstOrDefaultAsync(ct) : null;
        var brief = new MatterBrief(Matter.OfMoreTime, Shortened(task.Title), reason, day, review, id);
        var matter = Matter.Open(task.BodyId, brief, (me.Id, post.Id), clock.UtcNow(), (await calendars.OfAsync(db, task.BodyId, ct)).IsWorkingDay, clock.Today());
        string[] words = review is null ? ["board-manager", "chair", "director", "chief-executive"] : ["lead-inspector", "quality-assurance-lead"];
        var deciders = await DecidersAsync(words, task.PostId, matter, ct);
        return deciders.Count == 0
            ? throw new RuleBroken("matter.nobody-decides", "There is nobody beside you who could decide on it.")
            : (matter, due, deciders[0], deciders[^1]);
    }

    /// <summary>The first two posts that may decide, as the process names them: never that of the task, nor one that the asker holds too.</summary>
    private async Task<IReadOnlyList<string>> DecidersAsync(IEnumerable<string> words, Id<Post> asking, Matter matter, CancellationToken ct)
    {
        var found = new List<Id<Post>>();
        foreach (var word in words)
        {
            if (await posts.TryFindAsync(word, matter, ct) is { } post && post != asking && me.Posts.All(p => p.Id != post) && !found.Contains(post))
            {
                found.Add(post);
            }
        }

        return [.. found.Take(2).Select(p => Posts.Chosen + p)];
    }

    /// <summary>The first working day of a review that is not past.</summary>
    private DateOnly FirstDay(DateOnly day, WorkingDays workingDays)
    {
        var first = day < clock.Today() ? clock.Today() : day;
        return workingDays.IsWorkingDay(first) ? first : workingDays.Add(first, 1);
    }

    private static async Task OnceForTaskAsync(PortalDbContext now, Id<PostTask> id, CancellationToken ct)
    {
        if (await now.Matters.AnyAsync(m => m.TaskId == id && m.State == MatterState.Open, ct))
        {
            throw new RuleBroken("matter.asked-already", "More time was already asked for this task. The answer comes to the inbox of the post.");
        }
    }

    private Task<Id<Matter>> StartAsync(Matter matter, JsonObject input, Func<PortalDbContext, Task> guard, CancellationToken ct) => sight.DoAsync(async services =>
    {
        input["Title"] = matter.Title;
        input["Details"] ??= matter.Details;
        input["Day"] = matter.Day.ToString("O", CultureInfo.InvariantCulture);
        var wide = services.GetRequiredService<PortalDbContext>();
        await wide.RetryOnConflictAsync(async () =>
        {
            if (await wide.Matters.AnyAsync(m => m.Id == matter.Id, ct))
            {
                return;
            }

            await guard(wide);
            wide.Matters.Add(matter);
            services.GetRequiredService<AuditTrail>().Record(matter.BodyId, "matter-opened", matter.Id, matter.Title);
            await services.GetRequiredService<WorkflowRunner>().StartAsync(matter, matter.Kind, input, ct);
            await wide.SaveChangesAsync(ct);
        });
        return matter.Id;
    }, ct);

    private static string Shortened(string title) => title.Length <= Matter.LongestTitle ? title : title[..(Matter.LongestTitle - 1)] + "…";
}
