namespace Portal.Web.Mail;

/// <summary>Words that people typed, as they may stand in a mail.</summary>
internal static class MailText
{
    /// <summary>Without line ends and other control characters: it starts no line of its own, and no header.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
