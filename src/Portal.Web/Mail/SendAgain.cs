using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Writes a mail again that was refused or came back: to the address that its person has now, as a new row, and on the record.</summary>
public sealed class SendAgain(PortalDbContext db, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <param name="id">The mail that did not arrive.</param>
    /// <param name="allowed">Those among which it must be; others are not found.</param>
    /// <param name="onRecordOf">On whose record it goes where the mail is of no body.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>To whom it goes.</returns>
    /// <exception cref="NotFound">There is no such mail among those.</exception>
    /// <exception cref="RuleBroken">It cannot be sent again.</exception>
    public async Task<Person> AsAsync(Guid id, IQueryable<OutgoingEmail> allowed, Id<Body> onRecordOf, CancellationToken ct)
    {
        var failed = await allowed.AsNoTracking().Where(m => m.Id == id).FirstOr404Async(ct);
        if (WhyNot(failed.State, failed.Kind, failed.Text.Contains(MailSeal.Words, StringComparison.Ordinal)) is { } reason)
        {
            throw new RuleBroken("mail.not-again", reason);
        }

        if (await db.Set<OutgoingEmail>().AnyAsync(m => m.AgainOf == id, ct))
        {
            throw new RuleBroken("mail.said-again", "This mail was sent again already. What became of that one stands in the list.");
        }

        var person = await db.People.SingleAsync(p => p.Id == failed.PersonId, ct);
        var posts = failed.BodyId is { } body ? db.PostsAround([body]) : db.Posts;
        if (!await db.HeldOn(clock.Today()).AnyAsync(h => h.PersonId == person.Id && posts.Any(p => p.Id == h.PostId), ct))
        {
            throw new RuleBroken("mail.left", $"{person.Name} no longer holds a post for which this mail was written, so it is not sent again.");
        }

        var again = outbox.WriteAgain(failed, person);
        audit.Record(failed.BodyId ?? onRecordOf, "mail-sent-again", $"{again.Id}", $"“{failed.Subject}” to {person.Name}");
        await db.SaveChangesAsync(ct);
        return person;
    }

    /// <summary>Why a mail cannot be sent again, in words; null where it can.</summary>
    /// <param name="state">How it stands.</param>
    /// <param name="kind">Why it was written.</param>
    /// <param name="wasSealed">Whether it held what is kept nowhere.</param>
    public static string? WhyNot(EmailState state, MailKind kind, bool wasSealed) => state switch
    {
        not (EmailState.Refused or EmailState.Bounced) => "Only a mail that was refused or came back is sent again.",
        _ when kind.IsRoutine() => "Routine mail is not sent again: the next one says what is still to be said.",
        _ when wasSealed => "This mail held a link that is kept nowhere else. Give the person a new link instead.",
        _ => null,
    };
}
