using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Tells whoever watches the portal that mails do not leave: sending is paused, or the server has taken nothing for a while though it was asked.</summary>
public sealed class MailHealth(PortalDbContext db, TimeProvider clock) : IHealthCheck
{
    /// <summary>A server that is busy for less than this is no news.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = await db.Set<OutgoingEmail>().MaxAsync(m => m.SentAt, cancellationToken);
        var accepted = last is { } at ? $"The last mail was accepted on {at.Words()}." : "No mail was accepted yet.";
        if (await db.Set<MailPause>().Where(p => p.EndedAt == null).Select(p => (DateTime?)p.From).FirstOrDefaultAsync(cancellationToken) is { } from)
        {
            return HealthCheckResult.Degraded($"Sending is paused since {from.Words()}. {accepted}");
        }

        var since = clock.UtcNow() - Patience;
        var waiting = await db.Set<OutgoingEmail>().CountAsync(
            m => m.State == EmailState.Queued && m.Attempts > 0 && m.WrittenAt <= since && !MailKinds.Routine.Contains(m.Kind), cancellationToken);
        return waiting > 0 && (last is null || last <= since)
            ? HealthCheckResult.Degraded($"The mail server takes nothing. Mails waiting: {waiting}. {accepted}")
            : HealthCheckResult.Healthy(accepted);
    }
}
