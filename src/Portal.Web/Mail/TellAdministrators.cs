using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Mail;

/// <summary>Writes to everybody who holds a post of administrator.</summary>
public sealed class TellAdministrators(PortalDbContext db, Outbox outbox, PortalAddress portal)
{
    /// <summary>Adds the mails to the present unit of work without saving it.</summary>
    /// <param name="subject">One line.</param>
    /// <param name="text">Without greeting and address.</param>
    /// <param name="page">Path of the page where more is seen.</param>
    /// <param name="dedupeKey">What makes it the same message.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task AllAsync(string subject, string text, string page, string dedupeKey, CancellationToken ct)
    {
        var administrators = await db.People.Where(p => db.Posts.Any(post => post.Role == PostRole.Administrator
            && post.Holdings.Any(h => h.PersonId == p.Id && h.Until == null))).ToListAsync(ct);
        foreach (var person in administrators)
        {
            outbox.Write(
                person, MailKind.Operations, subject,
                $"""
                 Dear {person.Name},

                 {text}

                 {portal.Of(page)}
                 """,
                $"{dedupeKey}:{person.Id}");
        }
    }
}
