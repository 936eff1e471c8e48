using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Calendars;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Writes to whoever holds a post now, and to whoever stands in. A post in nobody's hands gets no mail.</summary>
public sealed class TellHolders(PortalDbContext db, Outbox outbox, PortalAddress portal, CalendarFiles calendars, TimeProvider clock)
{
    /// <param name="post">Whose holders are told.</param>
    /// <param name="subject">One line that tells nothing of what is written.</param>
    /// <param name="message">What happened and what is asked, likewise.</param>
    /// <param name="path">Site-relative address of the page to go to.</param>
    /// <param name="key">What makes it the same mail; the person is added.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="dates">What it tells of, for calendars.</param>
    public Task OfAsync(
        Id<Post> post, string subject, string message, string path, string key, IProcessSubject about, CancellationToken ct, params IReadOnlyList<CalendarDate> dates) =>
        OfAllAsync([post], subject, message, path, key, MailAbout.Of(about), ct, dates);

    /// <summary>Writes to the holders of several posts, each once.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public Task OfAllAsync(
        IReadOnlyCollection<Id<Post>> posts, string subject, string message, string path, string key, MailAbout about, CancellationToken ct, params IReadOnlyList<CalendarDate> dates) =>
        OfAllAsync(posts, subject, message, path, key, about, _ => dates, ct);

    /// <summary>Writes to the holders of several posts, each once, with the dates of all their posts among these.</summary>
    /// <inheritdoc cref="OfAsync"/>
    /// <param name="datesOf">What it tells the holders of a post of, for calendars.</param>
    public async Task OfAllAsync(
        IReadOnlyCollection<Id<Post>> posts, string subject, string message, string path, string key, MailAbout about, Func<Id<Post>, IEnumerable<CalendarDate>> datesOf, CancellationToken ct)
    {
        foreach (var hats in (await db.ReadersAsync(posts, clock.Today(), ct)).OrderBy(r => r.IsDeputy).GroupBy(r => r.Person.Id))
        {
            var reader = hats.First();
            var dates = hats.SelectMany(r => datesOf(r.PostId)).Distinct().ToList();
            outbox.Write(
                reader.Person, MailKind.Notice, subject, $"{message}\n\n{portal.Of(path)}\n{(reader.Note is null ? "" : $"\n{reader.Note}\n")}", $"{key}:{reader.Person.Id}",
                about, calendar: calendars.ForMail(dates));
        }
    }

    /// <summary>Writes to one person.</summary>
    public void Person(Person person, string subject, string message, string path, string key, IProcessSubject about) =>
        outbox.Write(person, MailKind.Notice, subject, $"{message}\n\n{portal.Of(path)}\n", $"{key}:{person.Id}", MailAbout.Of(about));
}
