using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Inbox;

/// <summary>A list of tasks that wait, and what of it is asked for.</summary>
public abstract class InboxPage(CurrentPerson me, WorkingCalendars calendars, TimeProvider clock) : PortalPage
{
    public DateOnly Today { get; } = clock.Today();

    public WorkingCalendars Calendars => calendars;

    /// <summary>What tasks belong to.</summary>
    [FromQuery(Name = "From")]
    public TaskSource? Source { get; set; }

    /// <summary>How near they are.</summary>
    [FromQuery(Name = "Due")]
    public Lateness? Due { get; set; }

    /// <summary>The post they wait for.</summary>
    [FromQuery(Name = "Post")]
    public Id<Post>? Post { get; set; }

    /// <summary>The posts to choose from.</summary>
    public IReadOnlyList<SelectListItem> Posts { get; private protected set; } = [];

    /// <summary>True when the person runs a body and so sees what waits for others.</summary>
    public bool RunsOne => OpenTasks.BodiesRun(me).Count > 0;

    public bool IsFiltered => Source is not null || Due is not null || Post is not null;

    public IReadOnlyList<SelectListItem> Sources =>
        [new("Self-assessments", nameof(TaskSource.SelfAssessment), Source == TaskSource.SelfAssessment), new("Matters", nameof(TaskSource.Matter), Source == TaskSource.Matter)];

    public IReadOnlyList<SelectListItem> Days =>
    [
        new("Late", nameof(Lateness.Late), Due == Lateness.Late),
        new("Due this week", nameof(Lateness.ThisWeek), Due == Lateness.ThisWeek),
        new("Later", nameof(Lateness.Later), Due == Lateness.Later),
    ];

    public IActionResult OnGet() => ModelState.IsValid ? Page() : Invalid();

    private protected IQueryable<PostTask> Asked(IQueryable<PostTask> tasks) => tasks.Like(Source, Due, Post, Today);
}
