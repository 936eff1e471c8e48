using Hangfire;
using Portal.Web.Security;

namespace Portal.Web.Jobs;

/// <summary>What Hangfire runs for a requested piece of work. It knows the row's id only; failures and further attempts are the row's matter.</summary>
public sealed class RequestedWork(JobRunner runner)
{
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Requested work {0}")]
    public Task RunAsync(Guid id, CancellationToken ct) => runner.RunAsync(id, ct);
}

/// <summary>What Hangfire runs when a recurring job comes round. A failure is mended by the next round.</summary>
public sealed class RecurringWork(IServiceScopeFactory scopes, IEnumerable<RecurringJob> jobs, RecurringRounds rounds)
{
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public async Task RunAsync(string name, CancellationToken ct)
    {
        var job = jobs.Single(j => j.Name == name);
        if (!rounds.TryBegin(name))
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
            await ((IPortalJob)scope.ServiceProvider.GetRequiredService(job.Handler)).RunAsync(name, ct);
        }
        finally
        {
            rounds.End(name);
        }
    }
}

/// <summary>The recurring jobs at work in this process, so that a slow round does not take up one worker after the other.</summary>
public sealed class RecurringRounds
{
    private readonly HashSet<string> running = [];
    private readonly Lock gate = new();

    public bool TryBegin(string name)
    {
        lock (gate)
        {
            return running.Add(name);
        }
    }

    public void End(string name)
    {
        lock (gate)
        {
            running.Remove(name);
        }
    }
}
