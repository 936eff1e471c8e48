using MimeKit;

namespace Portal.Web.Mail;

/// <summary>
/// Makes the message of a row. The same row always makes the same message, with the same Message-ID and date: where an attempt was cut off
/// between the server's acceptance and our record of it, the second message is recognised as the first by those who get both.
/// </summary>
public sealed class MailComposer(MailSeal seal, MailNames names, UnsubscribeToken unsubscribe, PortalAddress portal, MailOptions options)
{
    /// <returns>Null when the address is not one that mail can be sent to.</returns>
    public async Task<MimeMessage?> ComposeAsync(OutgoingEmail email, CancellationToken ct)
    {
        if (email.Address.Any(char.IsControl) || !MailboxAddress.TryParse(email.Address, out var to) || to.Domain.Length == 0)
        {
            return null;
        }

        var from = MailboxAddress.Parse(options.From);
        from.Name = options.FromName;
        var message = new MimeMessage
        {
            MessageId = $"{await names.OfAsync(email.Id, ct)}@{from.Domain}",
            Date = new DateTimeOffset(email.WrittenAt, TimeSpan.Zero),
            Subject = email.Subject,
            Body = CalendarParts.Beside(BodyOf(email, seal.TextOf(email)), email),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(email.Name, to.Address));

        // RFC 3834: no out-of-office notes back to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ListId, $"{options.FromName} <{(email.Kind.IsRoutine() ? "routine" : "notices")}.{from.Domain}>");
        if (email.Kind.IsRoutine())
        {
            // RFC 8058. Receivers trust it where the mail server signs both headers (DKIM).
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{portal.Of(await unsubscribe.PathForAsync(email.PersonId, email.Id, ct))}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (email.Thread is { } thread)
        {
            // The root of a thread is a message that was never sent: each mail answers it, whichever of them its reader gets.
            var root = $"thread-{Persistence.AskedForOnce.Key("mail-thread", thread):N}@{from.Domain}";
            message.InReplyTo = root;
            message.References.Add(root);
        }

        return message;
    }

    /// <summary>The same text twice, as it is and as HTML.</summary>
    private MultipartAlternative BodyOf(OutgoingEmail email, string text) => new(
        new TextPart("plain") { Text = text },
        new TextPart("html") { Text = MailHtml.Of(email.Subject, text, portal) })
    {
        Boundary = $"=_{email.Id:N}",
    };
}
