using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Inbox;

/// <summary>What waits for the posts the person holds, what waits for others in the bodies they run, and what was done lately.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me, TimeProvider clock) : PortalPage
{
    /// <summary>The longest list of tasks of others that is shown.</summary>
    public const int MostOfOthers = 50;

    public DateOnly Today { get; } = clock.Today();

    public PageOf<OpenTask> Mine { get; private set; } = null!;

    /// <summary>True when the person runs a body and so sees what waits for others.</summary>
    public bool SeesOthers { get; private set; }

    public IReadOnlyList<OpenTask> Others { get; private set; } = [];

    public int OthersInAll { get; private set; }

    public IReadOnlyList<DoneTask> Done { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var posts = me.Posts.Select(p => p.Id).ToList();
        Mine = await db.AsOpen(db.Tasks.Where(t => posts.Contains(t.PostId))).ToPageAsync(Request.Query, ct);

        var run = me.Posts.Select(p => p.BodyId).Distinct().Where(me.Runs).ToList();
        SeesOthers = run.Count > 0;
        if (SeesOthers)
        {

            // What a review team does among itself is not the body's to follow.
            var others = db.AsOpen(db.Tasks.Where(t => run.Contains(t.BodyId) && !posts.Contains(t.PostId)
                && !db.Posts.Any(p => p.Id == t.PostId && db.Bodies.Any(b => b.Id == p.BodyId && b.Kind == BodyKind.ReviewBody))));
            OthersInAll = await others.CountAsync(ct);
            Others = await others.Take(MostOfOthers).ToListAsync(ct);
        }

        Done = await db.Tasks.Where(t => t.State == TaskState.Done && posts.Contains(t.PostId))
            .OrderByDescending(t => t.EndedAt).ThenByDescending(t => t.Id).Take(10)
            .Select(t => new DoneTask(
                t.Title,
                db.Bodies.Where(b => b.Id == t.BodyId).Select(b => b.Name).First(),
                t.SubjectUrl,
                t.EndedAt,
                db.People.Where(p => p.Id == t.EndedBy).Select(p => p.Name).FirstOrDefault()))
            .ToListAsync(ct);
        return null;
    }

    public sealed record DoneTask(string Title, string Body, string SubjectUrl, DateTime? EndedAt, string? EndedBy);
}
