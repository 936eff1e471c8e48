using System.Text.RegularExpressions;
using MimeKit;

namespace Portal.Web.Mail;

/// <summary>The dates that a mail tells of, as files beside its text: one for each calendar, since programs read no more than one of a file.</summary>
internal static partial class CalendarParts
{
    /// <param name="text">What the mail says.</param>
    /// <param name="email">The row.</param>
    /// <returns>The text alone where the mail tells of no date.</returns>
    public static MimeEntity Beside(MimeEntity text, OutgoingEmail email)
    {
        if (email.Calendar is null)
        {
            return text;
        }

        // The boundary comes from the row, so that the same row makes the same message.
        var parts = new Multipart("mixed") { text };
        parts.Boundary = $"dates-{email.Id:N}";
        foreach (var calendar in Calendars().Matches(email.Calendar).Select(m => m.Value))
        {
            var part = new TextPart("calendar") { Text = calendar, ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "dates.ics" } };
            part.ContentType.Parameters.Add("method", Method().Match(calendar).Groups["method"].Value);
            parts.Add(part);
        }

        return parts;
    }

    [GeneratedRegex(@"^BEGIN:VCALENDAR\r\n.*?^END:VCALENDAR\r\n", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Calendars();

    [GeneratedRegex(@"^METHOD:(?<method>[A-Z]+)\r$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Method();
}
