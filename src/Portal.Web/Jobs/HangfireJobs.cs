using Hangfire;

namespace Portal.Web.Jobs;

/// <summary>What Hangfire runs for a requested piece of work. It knows the row's id only; failures and further attempts are the row's matter.</summary>
public sealed class RequestedWork(JobRunner runner)
{
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("Requested work {0}")]
    public Task RunAsync(Guid id, CancellationToken ct) => runner.RunAsync(id, ct);
}

/// <summary>What Hangfire runs when a recurring job comes round. Whether a round is under way already, on any node, is the row's matter, and so are failures.</summary>
public sealed class RecurringWork(JobRunner runner)
{
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public Task RunAsync(string name, CancellationToken ct) => runner.RunRoundAsync(name, ct);
}
