using MimeKit;

namespace Portal.Web.Files;

/// <summary>A file within a saved email.</summary>
/// <param name="Number">Its place among them, from 0.</param>
/// <param name="Name">As the email gives it, without a path.</param>
/// <param name="Length">Bytes, decoded.</param>
public sealed record EmailAttachment(int Number, string Name, long Length);

/// <summary>A saved email and what is attached to it, read from the file as it is needed and never held in memory.</summary>
public sealed class EmailFile : IDisposable
{
    private readonly MimeMessage _message;
    private readonly List<MimeEntity> _parts;

    private EmailFile(MimeMessage message)
    {
        _message = message;
        _parts = [.. message.BodyParts.Where(IsAttached).Take(UploadLimits.MostFiles)];
    }

    /// <param name="content">Seekable; read for as long as the email is in use.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it cannot be read as an email.</returns>
    public static async Task<EmailFile?> OpenAsync(Stream content, CancellationToken ct)
    {
        try
        {
            return new EmailFile(await MimeMessage.LoadAsync(ParserOptions.Default, content, persistent: true, ct));
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or EndOfStreamException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(CancellationToken ct)
    {
        var found = new List<EmailAttachment>();
        foreach (var (part, number) in _parts.Select((p, n) => (p, n)))
        {
            await using var content = OpenPart(part);
            var (_, length) = await HashedCopy.HashAsync(content, ct);
            found.Add(new EmailAttachment(number, NameOf(part, number), length));
        }

        return found;
    }

    /// <summary>The bytes of an attachment, decoded as they are read.</summary>
    public Stream Open(int number) => OpenPart(_parts[number]);

    public void Dispose() => _message.Dispose();

    private static bool IsAttached(MimeEntity part) => part is MessagePart || (part is MimePart { Content: not null } file && (file.IsAttachment || !string.IsNullOrEmpty(file.FileName)));

    private static string NameOf(MimeEntity part, int number)
    {
        var name = part is MimePart file ? file.FileName : (part as MessagePart)?.Message?.Subject is { Length: > 0 } subject ? subject + ".eml" : null;
        return FileChecks.PlainName(name ?? "") is { Length: > 0 } plain ? plain : $"Attachment {number + 1}";
    }

    private static Stream OpenPart(MimeEntity part)
    {
        if (part is MimePart { Content: { } content })
        {
            return content.Open();
        }

        // An email within an email is written out again; those are small, or their attachments are offered one by one.
        var written = new MemoryStream();
        ((MessagePart)part).Message?.WriteTo(written);
        written.Position = 0;
        return written;
    }
}
