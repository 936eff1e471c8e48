using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Records on a mail what a delivery report says of it. A report that does not fit a mail that left changes nothing.</summary>
public sealed class RecordReport(PortalDbContext db, TimeProvider clock, ILogger<RecordReport> log)
{
    /// <returns>Whether anything was recorded.</returns>
    public async Task<bool> AsAsync(DeliveryReport report, CancellationToken ct)
    {
        var email = await db.Set<OutgoingEmail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == report.EmailId, ct);
        if (email is null || !report.Addresses.Contains(email.Address, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        // A report can be faster than our own record that the server has accepted the mail.
        var left = db.Set<OutgoingEmail>().Where(m => m.Id == email.Id && (m.State == EmailState.Sent || m.State == EmailState.Sending));
        var now = clock.UtcNow();
        var recorded = report.Action == ReportedAction.Failed
            ? await left.ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, EmailState.Bounced).SetProperty(m => m.Report, report.Words).SetProperty(m => m.FailedAt, now).SetProperty(m => m.SentAt, m => m.SentAt ?? now)
                    .SetProperty(m => m.Sealed, (string?)null).SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTime?)null),
                ct)
            : await left.ExecuteUpdateAsync(set => set.SetProperty(m => m.Report, report.Words), ct);
        if (recorded == 1)
        {
            log.LogWarning("Mail {Id} was reported as {Action}: {Words}", email.Id, report.Action, report.Words);
        }

        return recorded == 1;
    }
}
