using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Inbox;

/// <summary>What waits for others in the bodies the person runs; several of them can be chosen, to remind whoever has them or to give them to somebody else.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class TeamModel(PortalDbContext db, CurrentPerson me, WorkingCalendars calendars, TimeProvider clock) : InboxPage(me, calendars, clock)
{
    private readonly CurrentPerson _me = me;

    /// <summary>The tasks that were chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Id<PostTask>> Tasks { get; set; } = [];

    /// <summary>Whether all tasks of the page are to be chosen.</summary>
    [FromQuery(Name = "all")]
    public bool All { get; set; }

    /// <summary>Where everything on the page is chosen, or nothing.</summary>
    public string Choosing(bool all) => Url.ToPageOfInbox("Team", null, Request.Query, []) is var list && all ? QueryHelpers.AddQueryString(list, "all", "true") : list;

    /// <summary>Where the form leads that does something with what was chosen.</summary>
    public string Doing(string handler) => Url.ToPageOfInbox("Team", handler, Request.Query, []);

    public PageOf<OpenTask> Waiting { get; private set; } = null!;

    /// <summary>Who holds the posts of the tasks shown, or stands in.</summary>
    public ILookup<Id<Post>, PostReader> Readers { get; private set; } = null!;

    /// <summary>When whoever has a task was chased last.</summary>
    public IReadOnlyDictionary<Id<PostTask>, LastChase> Chases { get; private set; } = null!;

    public IActionResult OnPostChase() => Choose("Chase", "Choose at least one task to chase");

    public IActionResult OnPostReassign() => Choose("Reassign", "Choose at least one task to give to another post");

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var run = OpenTasks.BodiesRun(_me);
        CurrentPerson.Require(run.Count > 0, "What waits for others is shown to those who run a body’s self-assessment.");
        var all = db.TasksOfTeams(_me);
        Posts = await db.PostsAround(run).Where(p => p.Id == Post || all.Any(t => t.PostId == p.Id && t.State == TaskState.Open))
            .OrderBy(p => p.Title).ThenBy(p => p.Id)
            .Select(p => new SelectListItem(p.Title + ", " + db.Bodies.Where(b => b.Id == p.BodyId).Select(b => b.Name).First(), p.Id.ToString(), p.Id == Post))
            .ToListAsync(ct);
        if (Post is { } chosen && Posts.All(p => p.Value != chosen.ToString()))
        {
            return NotFound();
        }

        Waiting = await db.AsOpen(Asked(all)).ToPageAsync(Request.Query, ct);
        Readers = (await db.ReadersAsync([.. Waiting.Rows.Select(t => t.PostId).Distinct()], Today, ct)).ToLookup(r => r.PostId);
        if (All && HttpMethods.IsGet(Request.Method))
        {
            Tasks = [.. Waiting.Rows.Select(t => t.Id)];
        }

        Chases = await db.LastChasesAsync([.. Waiting.Rows.Select(t => t.Id)], ct);
        return null;
    }

    private IActionResult Choose(string page, string ifNone)
    {
        if (Tasks.Count > 0)
        {
            return LocalRedirect(Url.ToPageOfInbox(page, null, Request.Query, Tasks));
        }

        ModelState.AddModelError(nameof(Tasks), ifNone);
        return Invalid();
    }
}
