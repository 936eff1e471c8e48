using Portal.Domain.Retention;
using Portal.Web.Mail;
using Portal.Web.Retention;

namespace Portal.Web.Features.Retention;

/// <summary>Tells all who could be the second person of a disposal, and not whoever proposed it. Never saves.</summary>
public sealed class DisposalNotices(RetentionPosts posts, Outbox outbox, PortalAddress portal)
{
    /// <param name="disposal">Which one.</param>
    /// <param name="key">What is told; each is told it once.</param>
    /// <param name="subject">Of the mail.</param>
    /// <param name="says">What has happened.</param>
    /// <param name="link">What is found behind the link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ToOthersAsync(Disposal disposal, string key, string subject, string says, string link, CancellationToken ct)
    {
        foreach (var person in (await posts.HoldersAsync(disposal.BodyId, ct)).Where(p => p.Id != disposal.ProposedBy))
        {
            outbox.Write(
                person, MailKind.Notice, subject,
                $"""
                 Dear {person.Name},

                 {says}

                 {link}
                 {portal.Of($"/retention/disposal/{disposal.Id}")}
                 """,
                $"{key}:{disposal.Id}:{person.Id}",
                MailAbout.Of(disposal.BodyId, disposal.Id));
        }
    }
}
