using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Jobs;

/// <summary>Asks for background work as part of the present change: it is there exactly when the change is.</summary>
public sealed class JobQueue(PortalDbContext db, JobBell bell, TimeProvider clock)
{
    private bool listening;

    /// <summary>Adds the request to the present unit of work without saving it. Asking again for the same, now or later, adds nothing.</summary>
    /// <param name="kind">Name under which the handler is registered.</param>
    /// <param name="subject">Id of what the job works on.</param>
    /// <param name="notBefore">Earliest time in UTC; at once when left out.</param>
    public void Request(string kind, string subject, DateTime? notBefore = null)
    {
        var request = JobRequest.Of(kind, subject, clock.UtcNow(), notBefore);
        if (db.Set<JobRequest>().Local.FindEntry(request.Id) is not null)
        {
            return;
        }

        db.Add(request);
        if (!listening)
        {
            db.SavedChanges += (_, _) => bell.Ring();
            listening = true;
        }
    }

    /// <summary>Gives work that was given up a fresh set of attempts.</summary>
    /// <returns>False when it has not failed.</returns>
    public async Task<bool> TryAgainAsync(Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var changed = await db.Set<JobRequest>().Where(j => j.Id == id && j.State == JobState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Waiting)
                .SetProperty(j => j.Attempts, 0)
                .SetProperty(j => j.NotBefore, now)
                .SetProperty(j => j.EndedAt, (DateTime?)null),
            ct);
        bell.Ring();
        return changed == 1;
    }
}
