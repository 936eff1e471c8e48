using Portal.Web.Files;
using Portal.Web.Jobs;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Deletes, each night, the parts of uploads that a killed process left behind.</summary>
public sealed class SweepIncomingJob(EvidenceStore store, TimeProvider clock) : IPortalJob
{
    public const string Name = "sweep-incoming";

    /// <summary>Every night at a quarter past three, UK time.</summary>
    public const string Cron = "15 3 * * *";

    /// <summary>No upload goes on for longer without writing.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    public Task RunAsync(string subject, CancellationToken ct)
    {
        store.SweepIncoming(Stale, clock.UtcNow());
        return Task.CompletedTask;
    }
}
