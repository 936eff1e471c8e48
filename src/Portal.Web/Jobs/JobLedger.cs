using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Jobs;

/// <summary>
/// Who has which requested work. Every step is one conditional update, so that of any number of processes on the same database exactly one
/// succeeds, and each is saved at once.
/// </summary>
internal sealed class JobLedger(PortalDbContext db, JobOptions options, TimeProvider clock)
{
    private DbSet<JobRequest> Requests => db.Set<JobRequest>();

    /// <summary>The work that has been due for longest and that nobody has.</summary>
    public Task<Guid?> NextDueAsync(CancellationToken ct) =>
        Requests.Where(Due(clock.UtcNow())).OrderBy(j => j.NotBefore).ThenBy(j => j.Id).Select(j => (Guid?)j.Id).FirstOrDefaultAsync(ct);

    /// <summary>Takes due work for a queue: nobody else takes it until the lease has run out or a worker has begun it.</summary>
    public async Task<IReadOnlyList<Guid>> HandOutAsync(int atMost, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await Requests.Where(Due(now)).OrderBy(j => j.NotBefore).ThenBy(j => j.Id).Select(j => j.Id).Take(atMost).ToListAsync(ct);
        var taken = new List<Guid>(due.Count);
        foreach (var id in due)
        {
            var changed = await Requests.Where(j => j.Id == id).Where(Due(now)).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Waiting)
                    .SetProperty(j => j.Lease, (Guid?)null)
                    .SetProperty(j => j.LeaseUntil, now + options.Lease),
                ct);
            if (changed == 1)
            {
                taken.Add(id);
            }
        }

        return taken;
    }

    /// <summary>Begins the work in the name of <paramref name="lease"/>.</summary>
    /// <returns>Null when it is done, not yet due, or being worked on.</returns>
    public async Task<JobRequest?> BeginAsync(Guid id, Guid lease, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var changed = await Requests
            .Where(j => j.Id == id && j.NotBefore <= now
                && (j.State == JobState.Waiting || (j.State == JobState.Running && (j.LeaseUntil == null || j.LeaseUntil <= now))))
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Running)
                    .SetProperty(j => j.Lease, lease)
                    .SetProperty(j => j.LeaseUntil, now + options.Lease)
                    .SetProperty(j => j.Attempts, j => j.Attempts + 1),
                ct);
        return changed == 1 ? await Requests.AsNoTracking().SingleAsync(j => j.Id == id, ct) : null;
    }

    /// <summary>Begins a round of recurring work, of which there is one row for each name, in the name of <paramref name="lease"/>.</summary>
    /// <returns>Null when a round is being worked on, here or elsewhere.</returns>
    public async Task<JobRequest?> BeginRoundAsync(string name, Guid lease, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var round = JobRequest.Of(name, name, now, null);
        if (!await Requests.AnyAsync(j => j.Id == round.Id, ct))
        {
            db.Add(round);
            await db.SaveChangesAsync(ct);
        }

        var changed = await Requests
            .Where(j => j.Id == round.Id && (j.State != JobState.Running || j.LeaseUntil == null || j.LeaseUntil <= now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Running)
                    .SetProperty(j => j.Lease, lease)
                    .SetProperty(j => j.LeaseUntil, now + options.Lease)
                    .SetProperty(j => j.NotBefore, now)
                    .SetProperty(j => j.Attempts, 1)
                    .SetProperty(j => j.PutOff, 0)
                    .SetProperty(j => j.LastError, (string?)null)
                    .SetProperty(j => j.EndedAt, (DateTime?)null),
                ct);
        return changed == 1 ? await Requests.AsNoTracking().SingleAsync(j => j.Id == round.Id, ct) : null;
    }

    /// <summary>Keeps the work.</summary>
    /// <returns>False when it has been given to somebody else.</returns>
    public async Task<bool> RenewAsync(Guid id, Guid lease, CancellationToken ct)
    {
        var until = clock.UtcNow() + options.Lease;
        return await Held(id, lease).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseUntil, until), ct) == 1;
    }

    public Task CompleteAsync(Guid id, Guid lease, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return Held(id, lease).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Done)
                .SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.EndedAt, now),
            ct);
    }

    /// <summary>Keeps the error and lets the work wait for its next attempt, or gives it up.</summary>
    public Task FailAsync(JobRequest run, Guid lease, string error, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var givenUp = run.Attempts >= options.MaxAttempts;
        var kept = error.Length <= JobRequest.LongestError ? error : error[..JobRequest.LongestError];
        return Held(run.Id, lease).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, givenUp ? JobState.Failed : JobState.Waiting)
                .SetProperty(j => j.NotBefore, givenUp ? now : now + options.RetryDelay(run.Attempts))
                .SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.LastError, kept)
                .SetProperty(j => j.EndedAt, givenUp ? now : null),
            ct);
    }

    /// <summary>Puts work off that cannot be done yet; the attempt does not count.</summary>
    public Task PutOffAsync(JobRequest run, Guid lease, string why, TimeSpan wait, CancellationToken ct)
    {
        var notBefore = clock.UtcNow() + wait;
        return Held(run.Id, lease).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Waiting)
                .SetProperty(j => j.Attempts, j => j.Attempts - 1)
                .SetProperty(j => j.PutOff, j => j.PutOff + 1)
                .SetProperty(j => j.NotBefore, notBefore)
                .SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.LastError, why),
            ct);
    }

    /// <summary>Puts work back that was stopped through no fault of its own; the attempt does not count.</summary>
    public Task PutBackAsync(Guid id, Guid lease, CancellationToken ct) =>
        Held(id, lease).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Waiting)
                .SetProperty(j => j.Attempts, j => j.Attempts - 1)
                .SetProperty(j => j.Lease, (Guid?)null)
                .SetProperty(j => j.LeaseUntil, (DateTime?)null),
            ct);

    private static Expression<Func<JobRequest, bool>> Due(DateTime now) =>
        j => (j.State == JobState.Waiting || j.State == JobState.Running) && j.NotBefore <= now && (j.LeaseUntil == null || j.LeaseUntil <= now);

    private IQueryable<JobRequest> Held(Guid id, Guid lease) =>
        Requests.Where(j => j.Id == id && j.State == JobState.Running && j.Lease == lease);
}
