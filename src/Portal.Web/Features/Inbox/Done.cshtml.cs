using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Tasks;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Inbox;

/// <summary>What was done in the posts the person holds or stands in for.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DoneModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    public bool RunsOne => OpenTasks.BodiesRun(me).Count > 0;

    public PageOf<DoneTask> Done { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var posts = me.Posts.Select(p => p.Id).ToList();
        Done = await db.Tasks.Where(t => t.State == TaskState.Done && posts.Contains(t.PostId))
            .OrderByDescending(t => t.EndedAt).ThenByDescending(t => t.Id)
            .Select(t => new DoneTask(
                t.Title,
                db.Bodies.Where(b => b.Id == t.BodyId).Select(b => b.Name).First(),
                t.SubjectUrl,
                t.EndedAt,
                db.People.Where(p => p.Id == t.EndedBy).Select(p => p.Name).FirstOrDefault()))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record DoneTask(string Title, string Body, string SubjectUrl, DateTime? EndedAt, string? EndedBy);
}
