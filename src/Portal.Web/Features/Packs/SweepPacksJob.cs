using Portal.Web.Jobs;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Throws away, each night, what was made for packs that were left for long: stopped and never let go on, or taken over by another machine.</summary>
public sealed class SweepPacksJob(PackStore packs, TimeProvider clock) : IPortalJob
{
    public const string Name = "sweep-packs";

    /// <summary>Every night at 25 past three, UK time.</summary>
    public const string Cron = "25 3 * * *";

    private static readonly TimeSpan _stale = TimeSpan.FromDays(30);

    public Task RunAsync(string subject, CancellationToken ct)
    {
        packs.Sweep(clock.UtcNow() - _stale);
        return Task.CompletedTask;
    }
}
