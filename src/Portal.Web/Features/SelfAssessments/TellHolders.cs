using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Writes to whoever holds a post now. A post without a holder gets no mail.</summary>
public sealed class TellHolders(PortalDbContext db, Outbox outbox, PortalAddress portal)
{
    /// <param name="post">Whose holders are told.</param>
    /// <param name="subject">One line that tells nothing of what is written.</param>
    /// <param name="message">What happened and what is asked, likewise.</param>
    /// <param name="path">Site-relative address of the page to go to.</param>
    /// <param name="key">What makes it the same mail; the person is added.</param>
    /// <param name="about">The self-assessment it is about.</param>
    /// <param name="ct">Cancels.</param>
    public async Task OfAsync(Id<Post> post, string subject, string message, string path, string key, SelfAssessment about, CancellationToken ct)
    {
        var holders = await db.Set<PostHolding>().Where(h => h.PostId == post && h.Until == null)
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => p).ToListAsync(ct);
        foreach (var person in holders)
        {
            Person(person, subject, message, path, key, about);
        }
    }

    /// <summary>Writes to one person.</summary>
    public void Person(Person person, string subject, string message, string path, string key, SelfAssessment about) =>
        outbox.Write(person, MailKind.Notice, subject, $"{message}\n\n{portal.Of(path)}\n", $"{key}:{person.Id}", MailAbout.Of(about.BodyId, about.Id));
}
