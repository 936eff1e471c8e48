using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Jobs;

/// <summary>Runs background work in the present process: one piece for Hangfire's workers, or all that is due for the command line and tests.</summary>
public sealed class JobRunner(
    IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, IEnumerable<RecurringJob> recurring, JobOptions options, TimeProvider clock, ILogger<JobRunner> log)
{
    private readonly Dictionary<string, Type> handlers = kinds.Union(recurring.Select(j => new JobKind(j.Name, j.Handler))).ToDictionary(k => k.Kind, k => k.Handler);

    /// <summary>Runs everything that is due now, one after the other, also what that work asks for.</summary>
    /// <returns>Pieces of work run, with or without success.</returns>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var run = 0;
        while (await WithLedgerAsync(ledger => ledger.NextDueAsync(ct)) is { } id)
        {
            run += await RunAsync(id, ct) ? 1 : 0;
        }

        return run;
    }

    /// <summary>Runs one piece of work if it is due and nobody else is at it.</summary>
    /// <returns>Whether it was run.</returns>
    public Task<bool> RunAsync(Guid id, CancellationToken ct) => RunAsync((ledger, lease) => ledger.BeginAsync(id, lease, ct), ct);

    /// <summary>Runs a round of recurring work, unless one is under way in this or another process. One that was broken off is handed out again when its lease has run out.</summary>
    /// <returns>Whether it was run.</returns>
    public Task<bool> RunRoundAsync(string name, CancellationToken ct) => RunAsync((ledger, lease) => ledger.BeginRoundAsync(name, lease, ct), ct);

    private async Task<bool> RunAsync(Func<JobLedger, Guid, Task<JobRequest?>> begin, CancellationToken ct)
    {
        var lease = Guid.CreateVersion7();
        var request = await WithLedgerAsync(ledger => begin(ledger, lease));
        if (request is null)
        {
            return false;
        }

        if (request.Attempts > options.MaxAttempts)
        {
            await EndAsync(ledger => ledger.FailAsync(request, lease, $"Broken off in each of {options.MaxAttempts} attempts. {request.LastError}", default));
            return true;
        }

        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = new CancellationTokenSource();
        var heartbeat = KeepLeaseAsync(request.Id, lease, working, ended.Token);
        var end = await WorkAsync(request, lease, working.Token, ct);
        await ended.CancelAsync();
        await heartbeat;
        await EndAsync(end);
        return true;
    }

    private static string Describe(Exception? failure) =>
        failure is null ? "" : $"{failure.GetType().Name}: {failure.Message}{(failure.InnerException is null ? "" : " ← " + Describe(failure.InnerException))}";

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a job dies of is kept beside it, and it is tried again.")]
    private async Task<Func<JobLedger, Task>> WorkAsync(JobRequest request, Guid lease, CancellationToken working, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
            if (!handlers.TryGetValue(request.Kind, out var handler))
            {
                throw new InvalidOperationException($"No handler is registered for jobs of the kind '{request.Kind}'.");
            }

            await ((IPortalJob)scope.ServiceProvider.GetRequiredService(handler)).RunAsync(request.Subject, working);
            return ledger => ledger.CompleteAsync(request.Id, lease, default);
        }
        catch (OperationCanceledException) when (working.IsCancellationRequested)
        {
            log.LogInformation("{Kind} {Subject} was stopped: {Why}", request.Kind, request.Subject, stopping.IsCancellationRequested ? "the portal stops" : "its lease was lost");
            return ledger => ledger.PutBackAsync(request.Id, lease, default);
        }
        catch (NotYet waits)
        {
            log.LogWarning("{Kind} {Subject} was put off: {Why}", request.Kind, request.Subject, waits.Message);
            return ledger => ledger.PutOffAsync(request, lease, waits.Message, waits.Wait(request.PutOff), default);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Kind} {Subject} failed in attempt {Attempt}", request.Kind, request.Subject, request.Attempts);
            return ledger => ledger.FailAsync(request, lease, Describe(failure), default);
        }
    }

    /// <summary>Renews the lease until the work has ended; stops the work when the lease is lost, for then somebody else does it.</summary>
    private async Task KeepLeaseAsync(Guid id, Guid lease, CancellationTokenSource working, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, clock);
        var heldUntil = clock.UtcNow() + options.Lease;
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    if (!await WithLedgerAsync(ledger => ledger.RenewAsync(id, lease, ended)))
                    {
                        heldUntil = DateTime.MinValue;
                    }
                    else
                    {
                        heldUntil = clock.UtcNow() + options.Lease;
                    }
                }
                catch (DbException unreachable)
                {
                    log.LogWarning(unreachable, "The lease of job {Id} could not be renewed", id);
                }

                if (heldUntil <= clock.UtcNow())
                {
                    await working.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private async Task<T> WithLedgerAsync<T>(Func<JobLedger, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<JobLedger>());
    }

    private async Task EndAsync(Func<JobLedger, Task> end)
    {
        await using var scope = scopes.CreateAsyncScope();
        await end(scope.ServiceProvider.GetRequiredService<JobLedger>());
    }
}
