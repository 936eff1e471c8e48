using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Domain.Reminders;
using Portal.Web.Words;

namespace Portal.Web.Time;

/// <summary>Tells whoever watches the portal when the bank holidays it knows run out: without them reminders go out and dates fall on days nobody works.</summary>
public sealed class CalendarHealth(WorkingCalendars calendars, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var runningOut = calendars.RunningOut(clock.Today()).Select(n => $"{n.Words()} until {calendars.Of(n).KnownUntil?.Words() ?? "never"}").ToList();
        return Task.FromResult(runningOut.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"The bank holidays run out: {string.Join(", ", runningOut)}."));
    }
}
