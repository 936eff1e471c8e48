using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Reminders;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Inbox;

/// <summary>What waits for the posts the person holds or stands in for.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me, WorkingCalendars calendars, TimeProvider clock) : InboxPage(me, calendars, clock)
{
    private readonly CurrentPerson _me = me;

    public PageOf<OpenTask> Mine { get; private set; } = null!;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (Post is { } chosen && _me.Posts.All(p => p.Id != chosen))
        {
            return NotFound();
        }

        var posts = _me.Posts.Select(p => p.Id).ToList();
        Posts = [.. _me.Posts.Select(p => new SelectListItem($"{p.Title}, {p.BodyName}", p.Id.ToString(), p.Id == Post))];
        Mine = await db.AsOpen(Asked(db.Tasks.Where(t => posts.Contains(t.PostId)))).ToPageAsync(Request.Query, ct);
        return null;
    }
}
