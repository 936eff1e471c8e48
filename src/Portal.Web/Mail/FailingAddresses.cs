using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Mail;

/// <summary>Which addresses mail does not arrive at.</summary>
public static class FailingAddresses
{
    /// <summary>Days after which routine mail is tried again at an address at which the last one failed.</summary>
    public const int TriedAgainAfterDays = 7;

    /// <summary>
    /// Mails that were refused or came back, to the address that their person still has, with none accepted there since. Where there is one, the address is taken for bad.
    /// </summary>
    public static IQueryable<OutgoingEmail> FailingMails(this PortalDbContext db) => db.Set<OutgoingEmail>().Where(m => m.FailedAt != null
        && db.People.Any(p => p.Id == m.PersonId && p.Email == m.Address)
        && !db.Set<OutgoingEmail>().Any(later => later.PersonId == m.PersonId && later.Address == m.Address && later.State == EmailState.Sent && later.SentAt > m.FailedAt));

    /// <summary>People to whose address routine mail is not tried now, because what was sent there was refused or came back and nothing was accepted there since.</summary>
    /// <param name="db">Where the mails are.</param>
    /// <param name="now">In UTC.</param>
    public static IQueryable<Id<Person>> PeopleNotReached(this PortalDbContext db, DateTime now)
    {
        var since = now.AddDays(-TriedAgainAfterDays);
        return db.FailingMails().Where(m => m.FailedAt > since && (m.ServerAnswer == null || !m.ServerAnswer.StartsWith(OutgoingEmail.GivenUp))).Select(m => m.PersonId).Distinct();
    }
}
