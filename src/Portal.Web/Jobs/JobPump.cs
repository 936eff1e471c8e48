using System.Diagnostics.CodeAnalysis;
using Hangfire;

namespace Portal.Web.Jobs;

/// <summary>Carries due requests from the portal's own table to Hangfire's workers: when rung, and every few seconds.</summary>
internal sealed class JobPump(IServiceScopeFactory scopes, IBackgroundJobClient hangfire, JobBell bell, JobOptions options, ILogger<JobPump> log)
    : BackgroundService
{
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IReadOnlyCollection<string> rung = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            var carried = await TryCarryAsync(rung, stoppingToken);
            try
            {
                var asked = await bell.WaitAsync(TimeSpan.FromSeconds(options.PollSeconds), stoppingToken);
                rung = carried ? asked : [.. rung.Union(asked, StringComparer.Ordinal)];
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A database that is away for a while must not end background work for good.")]
    private async Task<bool> TryCarryAsync(IEnumerable<string> rung, CancellationToken ct)
    {
        try
        {
            await CarryAsync(rung, ct);
            return true;
        }
        catch (Exception failure)
        {
            if (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "Due background work could not be handed out; it will be tried again");
            }

            return false;
        }
    }

    private async Task CarryAsync(IEnumerable<string> rung, CancellationToken ct)
    {
        foreach (var name in rung)
        {
            hangfire.Enqueue<RecurringWork>(work => work.RunAsync(name, CancellationToken.None));
        }

        await using var scope = scopes.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<JobLedger>();
        IReadOnlyList<Guid> taken;
        do
        {
            taken = await ledger.HandOutAsync(Batch, ct);
            foreach (var id in taken)
            {
                hangfire.Enqueue<RequestedWork>(work => work.RunAsync(id, CancellationToken.None));
            }
        }
        while (taken.Count == Batch);
    }
}
