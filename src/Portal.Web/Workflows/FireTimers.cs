using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Workflows;

/// <summary>
/// Lets the cases whose timers are due go on, those due first at first; after days of downtime too. Each in a transaction of its own, so that
/// any number of processes may do it at once and a timer is used once.
/// </summary>
public sealed class FireTimers(PortalDbContext db, IServiceScopeFactory scopes, ILogger<FireTimers> log, TimeProvider clock)
{
    private const int AtATime = 200;

    /// <returns>Timers used.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var fired = 0;
        var after = (DueAt: DateTime.MinValue, Id: "");
        while (true)
        {
            // Those that could not be used stay behind and are met again in the next round.
            var now = clock.UtcNow();
            var due = await db.Set<WorkflowBookmark>().AsNoTracking()
                .Where(b => b.DueAt <= now && (b.DueAt > after.DueAt || (b.DueAt == after.DueAt && b.Id.CompareTo(after.Id) > 0)))
                .OrderBy(b => b.DueAt).ThenBy(b => b.Id).Take(AtATime).Select(b => new { b.Id, DueAt = b.DueAt!.Value }).ToListAsync(ct);
            foreach (var timer in due)
            {
                fired += await FireAsync(timer.Id, ct) ? 1 : 0;
            }

            if (due.Count < AtATime)
            {
                return fired;
            }

            after = (due[^1].DueAt, due[^1].Id);
        }
    }

    private async Task<bool> FireAsync(string bookmarkId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        var own = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        try
        {
            return await own.RetryOnConflictAsync(async () =>
            {
                // Read afresh: the timer may have been moved to a later day since it was found due.
                var wait = await own.Set<WorkflowBookmark>().FirstOrDefaultAsync(b => b.Id == bookmarkId, ct);
                var tasks = scope.ServiceProvider.GetRequiredService<HumanTasks>();
                if (wait is null || wait.DueAt > clock.UtcNow() || (wait.Name == HumanTask.Name && await tasks.IsMoreTimeAskedAsync(wait, ct)))
                {
                    return false;
                }

                var input = wait.Name == HumanTask.Name ? await tasks.LapseAsync(wait, ct) : [];
                await scope.ServiceProvider.GetRequiredService<WorkflowRunner>().ResumeAsync(bookmarkId, input, ct);
                await own.SaveChangesAsync(ct);
                return true;
            });
        }
        catch (RuleBroken used) when (used.Code == WorkflowRunner.AlreadyDone)
        {
            log.LogDebug(used, "Timer {Timer} was used or withdrawn meanwhile", bookmarkId);
        }
#pragma warning disable CA1031 // One case that cannot go on must not keep the others from their timers; it is tried again in the next round.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(failure, "The case could not go on from timer {Timer}", bookmarkId);
            await MarkAsync(bookmarkId, failure.Message, ct);
        }

        return false;
    }

    /// <summary>Those who look after the cases read why, until it has gone on.</summary>
    private Task<int> MarkAsync(string bookmarkId, string trouble, CancellationToken ct) =>
        db.Set<WorkflowInstance>().Where(i => i.Trouble == null && db.Set<WorkflowBookmark>().Any(b => b.Id == bookmarkId && b.InstanceId == i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Trouble, $"It could not go on when its time had come: {trouble}"), ct);
}

/// <summary>Rings <see cref="FireTimers"/> each minute.</summary>
public sealed class FireTimersJob(FireTimers fire) : IPortalJob
{
    public const string Name = "fire-timers";

    public Task RunAsync(string subject, CancellationToken ct) => fire.RunAsync(ct);
}
