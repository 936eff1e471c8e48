using MimeKit;

namespace Portal.Web.Mail;

/// <summary>
/// The message made from a row. The same row always makes the same message, with the same Message-ID and date: where an attempt was cut off
/// between the server's acceptance and our record of it, the second message is recognised as the first by those who get both.
/// </summary>
internal static class EmailMessage
{
    /// <param name="email">The row.</param>
    /// <param name="text">Its text, with what the row keeps protected.</param>
    /// <param name="options">Who sends.</param>
    /// <returns>Null when the address is not one that mail can be sent to.</returns>
    public static MimeMessage? Of(OutgoingEmail email, string text, MailOptions options)
    {
        if (email.Address.Any(char.IsControl) || !MailboxAddress.TryParse(email.Address, out var to) || to.Domain.Length == 0)
        {
            return null;
        }

        var from = MailboxAddress.Parse(options.From);
        from.Name = options.FromName;
        var message = new MimeMessage
        {
            MessageId = $"{email.Id:N}@{from.Domain}",
            Date = new DateTimeOffset(email.WrittenAt, TimeSpan.Zero),
            Subject = email.Subject,
            Body = CalendarParts.Beside(new TextPart("plain") { Text = text }, email),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(email.Name, to.Address));

        // RFC 3834: no out-of-office notes back to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
