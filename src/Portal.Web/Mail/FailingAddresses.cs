using Portal.Web.Persistence;

namespace Portal.Web.Mail;

/// <summary>Which addresses mail does not arrive at.</summary>
public static class FailingAddresses
{
    /// <summary>
    /// Mails that were refused or came back, to the address that their person still has, with none accepted there since. Where there is one, the address is taken for bad.
    /// </summary>
    public static IQueryable<OutgoingEmail> FailingMails(this PortalDbContext db) => db.Set<OutgoingEmail>().Where(m => m.FailedAt != null
        && db.People.Any(p => p.Id == m.PersonId && p.Email == m.Address)
        && !db.Set<OutgoingEmail>().Any(later => later.PersonId == m.PersonId && later.Address == m.Address && later.State == EmailState.Sent && later.SentAt > m.FailedAt));
}
