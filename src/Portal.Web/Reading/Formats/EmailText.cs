using System.Text;
using MimeKit;

namespace Portal.Web.Reading.Formats;

/// <summary>Who wrote a saved email to whom, when, about what, its words, and the names of what was attached.</summary>
internal static class EmailText
{
    private const int DeepestParts = 30;

    public static void Read(Stream content, PageCollector pages)
    {
        content.Position = 0;
        using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestParts }, content);
        var text = new StringBuilder();
        foreach (var (name, value) in new[]
                 {
                     ("From", message.From.ToString()), ("To", message.To.ToString()), ("Cc", message.Cc.ToString()),
                     ("Date", message.Date == default ? "" : message.Date.ToString("d MMMM yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture)), ("Subject", message.Subject ?? ""),
                 })
        {
            if (value.Length > 0)
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }
        }

        text.Append('\n').Append(message.TextBody ?? (message.HtmlBody is { } html ? HtmlText.Words(html) : ""));
        foreach (var attached in message.Attachments.Take(100))
        {
            text.Append("\nAttached: ").Append(attached.ContentDisposition?.FileName ?? attached.ContentType.Name ?? "a message");
        }

        pages.AddParts(text.ToString().ReplaceLineEndings("\n").Split('\n'));
    }
}
