using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Inbox;

/// <summary>A step that is taken for several tasks of others, which are named in its address.</summary>
public abstract class ChosenTasksPage<TForm>(CurrentPerson me, WorkingCalendars calendars, TimeProvider clock) : ConfirmedPage<TForm> where TForm : class, new()
{
    /// <summary>More than a page of the list shows.</summary>
    private const int Most = 100;

    [FromQuery(Name = "tasks")]
    public IReadOnlyList<Id<PostTask>> Tasks { get; set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public WorkingCalendars Calendars => calendars;

    /// <summary>The address of a page of the inbox with the tasks that were chosen, and with what of the list was shown.</summary>
    public string At(string page, string? handler = null) => Url.ToPageOfInbox(page, handler, Request.Query, Tasks);

    /// <summary>Back to what was shown of the list, with nothing chosen any more.</summary>
    private protected IActionResult Back() => LocalRedirect(Url.ToPageOfInbox("Team", null, Request.Query, []));

    public void OnGet()
    {
    }

    /// <summary>Reads what was chosen; false where none of it waits any more.</summary>
    private protected abstract Task<bool> ReadAsync(CancellationToken ct);

    protected sealed override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        CurrentPerson.Require(OpenTasks.BodiesRun(me).Count > 0, "Only those who run a body’s self-assessment do this.");
        if (Tasks.Count is 0 or > Most)
        {
            throw new NotFound();
        }

        if (await ReadAsync(ct))
        {
            return null;
        }

        Notice("What you chose does not wait any more.");
        return Back();
    }
}
