using Portal.Domain.People;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Writes mails as part of the present change: they are there exactly when the change is.</summary>
public sealed class Outbox(PortalDbContext db, JobBell bell, MailSeal seal, TimeProvider clock)
{
    private bool listening;

    /// <summary>
    /// Adds a mail to the present unit of work without saving it. One mail is ever written for <paramref name="dedupeKey"/>: where it is in
    /// the database already, or comes there while the change is being saved, saving leaves this one out and keeps the rest of the change
    /// (<see cref="IAskedForOnce"/>).
    /// </summary>
    /// <param name="to">Who gets it.</param>
    /// <param name="kind">Why they get it.</param>
    /// <param name="subject">One line that names no child and tells nothing of an assessment's content.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="dedupeKey">What makes it the same mail, such as <c>submitted:assessment:person</c>.</param>
    /// <param name="about">What it is about; null where that is nothing of a body.</param>
    /// <param name="secret">What stands in the mail in the place of <see cref="MailSeal.Words"/>, and nowhere else.</param>
    /// <param name="calendar">The dates it tells of, as iCalendar; null where it tells of none.</param>
    /// <param name="address">Where it goes in the place of their address.</param>
    /// <returns>The mail of this unit of work; after saving it is detached where it was left out.</returns>
    public OutgoingEmail Write(
        Person to, MailKind kind, string subject, string text, string dedupeKey, MailAbout? about = null, string? secret = null, string? calendar = null,
        string? address = null) => Add(new OutgoingEmail
    {
        Id = AskedForOnce.Key("mail", dedupeKey),
        PersonId = to.Id,
        Kind = kind,
        BodyId = about?.BodyId,
        Thread = kind.IsRoutine() ? $"routine:{to.Id}" : about?.Thread,
        Name = MailText.OneLine(to.Name),
        Address = address ?? to.Email,
        Subject = MailText.OneLine(subject),
        Text = text,
        Sealed = secret is null ? null : seal.Close(secret),
        Calendar = calendar,
        DedupeKey = dedupeKey,
        WrittenAt = clock.UtcNow(),
        NotBefore = clock.UtcNow(),
    });

    /// <summary>Adds a mail that says once more, to the present address, what one said that did not arrive. One mail is said again once; the one that says it can be said again in its turn.</summary>
    public OutgoingEmail WriteAgain(OutgoingEmail failed, Person to)
    {
        var dedupeKey = $"again:{failed.Id:N}";
        return Add(new OutgoingEmail
        {
            Id = AskedForOnce.Key("mail", dedupeKey),
            PersonId = to.Id,
            Kind = failed.Kind,
            BodyId = failed.BodyId,
            Thread = failed.Thread,
            AgainOf = failed.Id,
            Name = MailText.OneLine(to.Name),
            Address = to.Email,
            Subject = failed.Subject,
            Text = failed.Text,
            Calendar = failed.Calendar,
            DedupeKey = dedupeKey,
            WrittenAt = clock.UtcNow(),
            NotBefore = clock.UtcNow(),
        });
    }

    private OutgoingEmail Add(OutgoingEmail email)
    {
        if (db.Set<OutgoingEmail>().Local.FindEntry(email.Id) is { } written)
        {
            return written.Entity;
        }

        db.Add(email);
        if (!listening)
        {
            db.SavedChanges += (_, _) => bell.Ring(SendMailJob.Name);
            listening = true;
        }

        return email;
    }
}
