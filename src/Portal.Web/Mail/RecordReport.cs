using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
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

        // A report can be faster than our own record that the server has accepted the mail: whoever is sending it keeps it, and records that it came back.
        var left = db.Set<OutgoingEmail>().Where(m => m.Id == email.Id && m.FailedAt == null && (m.State == EmailState.Sent || m.State == EmailState.Sending));
        if (report.Action == ReportedAction.Delayed)
        {
            return Said(email, report, await left.ExecuteUpdateAsync(set => set.SetProperty(m => m.Report, report.Words), ct));
        }

        var now = clock.UtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var recorded = await left.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, m => m.State == EmailState.Sending ? EmailState.Sending : EmailState.Bounced)
                .SetProperty(m => m.Sealed, m => m.State == EmailState.Sending ? m.Sealed : null)
                .SetProperty(m => m.Report, report.Words).SetProperty(m => m.FailedAt, now).SetProperty(m => m.SentAt, m => m.SentAt ?? now),
            ct);
        if (recorded == 1 && email.Kind.IsRoutine())
        {
            await db.ForgetWhatItSaidAsync(email.Id, ct);
        }

        await transaction.CommitAsync(ct);
        return Said(email, report, recorded);
    }

    private bool Said(OutgoingEmail email, DeliveryReport report, int recorded)
    {
        if (recorded == 1)
        {
            log.LogWarning("Mail {Id} was reported as {Action}: {Words}", email.Id, report.Action, report.Words);
        }

        return recorded == 1;
    }
}
