using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>
/// Sends what is due. Each mail is first claimed by a conditional update, which of several senders succeeds for one, and its end is saved
/// before the next is begun. A mail whose sender died is claimed again when its lease has run out. Routine mails leave within their bounds
/// (<see cref="IMailBounds"/>), all others at once; while sending is paused (<see cref="MailPause"/>) nothing leaves.
/// </summary>
public sealed class MailSender(
    PortalDbContext db, IMailTransport transport, IMailBounds bounds, MailComposer composer, MailOptions options, TimeProvider clock, ILogger<MailSender> log)
{
    private const int Batch = 50;
    private const int UnreachableInARow = 2;

    /// <summary>Sends every mail that is due, over one connection; stops early where the server cannot be reached.</summary>
    /// <param name="ct">Ends the run between two mails, never within one.</param>
    /// <returns>Mails that the server accepted.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var sent = 0;
        var unreachable = 0;
        await using var session = transport.Open();
        for (var due = await DueAsync(ct); due.Count > 0; due = await DueAsync(ct))
        {
            foreach (var email in await bounds.LetThroughAsync(due, ct))
            {
                ct.ThrowIfCancellationRequested();
                var lease = Guid.CreateVersion7();
                if (!await ClaimAsync(email, lease, ct))
                {
                    continue;
                }

                var delivery = await DeliverAsync(session, email);
                await RecordAsync(email, lease, delivery);
                sent += delivery.Outcome == DeliveryOutcome.Accepted ? 1 : 0;
                unreachable = delivery.Outcome == DeliveryOutcome.Unreachable ? unreachable + 1 : 0;
                if (unreachable == UnreachableInARow)
                {
                    return sent;
                }
            }
        }

        return sent;
    }

    private static Expression<Func<OutgoingEmail, bool>> Due(DateTime now) => m =>
        (m.State == EmailState.Queued && m.NotBefore <= now) || (m.State == EmailState.Sending && (m.LeaseUntil == null || m.LeaseUntil <= now));

    private Task<List<OutgoingEmail>> DueAsync(CancellationToken ct) =>
        Unpaused().AsNoTracking().Where(Due(clock.UtcNow())).OrderBy(m => m.NotBefore).ThenBy(m => m.Id).Take(Batch).ToListAsync(ct);

    private IQueryable<OutgoingEmail> Unpaused() => db.Set<OutgoingEmail>().Where(m => !db.Set<MailPause>().Any(p => p.EndedAt == null));

    /// <remarks>A day has one routine mail of a person. Where two senders claim two of them at the same moment, the database lets one through.</remarks>
    private async Task<bool> ClaimAsync(OutgoingEmail email, Guid lease, CancellationToken ct)
    {
        var now = clock.UtcNow();
        DateOnly? routineOn = email.Kind.IsRoutine() ? clock.Today() : null;
        try
        {
            // An address that was corrected since it was read is read again with the next ones.
            return await Unpaused().Where(m => m.Id == email.Id && m.Address == email.Address).Where(Due(now)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, EmailState.Sending)
                    .SetProperty(m => m.Lease, lease)
                    .SetProperty(m => m.LeaseUntil, now + options.Lease)
                    .SetProperty(m => m.RoutineOn, routineOn)
                    .SetProperty(m => m.FirstTriedAt, m => m.FirstTriedAt ?? now)
                    .SetProperty(m => m.Attempts, m => m.Attempts + 1),
                ct) == 1;
        }
        catch (DbException taken) when (Conflicts.IsUniqueViolation(taken))
        {
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with one mail must not hold up the others.")]
    private async Task<Delivery> DeliverAsync(IMailSession session, OutgoingEmail email)
    {
        try
        {
            using var message = await composer.ComposeAsync(email, CancellationToken.None);
            return message is null
                ? new Delivery(DeliveryOutcome.Refused, $"Not sent: '{email.Address}' is not an email address.")
                : await session.SendAsync(message, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Mail {Id} could not be handed over", email.Id);
            return new Delivery(DeliveryOutcome.TryLater, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private async Task RecordAsync(OutgoingEmail email, Guid lease, Delivery delivery)
    {
        var now = clock.UtcNow();
        var again = now + GrowingDelay.After(
            email.Attempts + 1, TimeSpan.FromMinutes(options.FirstRetryMinutes), TimeSpan.FromMinutes(options.LongestRetryMinutes));
        var (state, answer) = delivery.Outcome switch
        {
            DeliveryOutcome.Accepted => (EmailState.Sent, delivery.Answer),
            DeliveryOutcome.Refused => (EmailState.Refused, delivery.Answer),
            _ when now - (email.FirstTriedAt ?? now) >= TimeSpan.FromDays(options.GiveUpAfterDays) =>
                (EmailState.Refused, $"{OutgoingEmail.GivenUp} {options.GiveUpAfterDays} days. {delivery.Answer}"),
            _ => (EmailState.Queued, delivery.Answer),
        };
        answer = answer.Length <= OutgoingEmail.LongestAnswer ? answer : answer[..OutgoingEmail.LongestAnswer];
        DateTime? failedAt = state == EmailState.Refused ? now : null;
        var isSent = state == EmailState.Sent;
        await using var transaction = state == EmailState.Refused ? await db.Database.BeginTransactionAsync(CancellationToken.None) : null;

        // Where a report that it came back was faster, it has not arrived, whatever the server says.
        var recorded = await db.Set<OutgoingEmail>().Where(m => m.Id == email.Id && m.Lease == lease).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, m => isSent && m.FailedAt != null ? EmailState.Bounced : state)
                .SetProperty(m => m.ServerAnswer, answer)
                .SetProperty(m => m.NotBefore, again)
                .SetProperty(m => m.Sealed, m => state == EmailState.Queued ? m.Sealed : null)
                .SetProperty(m => m.SentAt, isSent ? now : null)
                .SetProperty(m => m.Address, m => isSent ? email.Address : m.Address)
                .SetProperty(m => m.FailedAt, m => isSent ? m.FailedAt : failedAt)
                .SetProperty(m => m.RoutineOn, m => isSent ? m.RoutineOn : null)
                .SetProperty(m => m.Lease, (Guid?)null)
                .SetProperty(m => m.LeaseUntil, (DateTime?)null),
            CancellationToken.None);
        if (transaction is not null)
        {
            if (recorded == 1 && email.Kind.IsRoutine())
            {
                await db.ForgetWhatItSaidAsync(email.Id, CancellationToken.None);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        if (recorded == 0)
        {
            log.LogWarning("Mail {Id} took longer than its lease; another sender has taken it over", email.Id);
        }
        else if (state != EmailState.Sent)
        {
            log.LogWarning("Mail {Id} was not sent in attempt {Attempt}: {Answer}", email.Id, email.Attempts + 1, answer);
        }
    }
}
