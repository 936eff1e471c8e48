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
    /// <summary>Lines with two hyphens in emails that are read; a real one has some dozens.</summary>
    private const int MostBoundaries = 20_000;

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
            if (await HasTooManyPartsAsync(content, ct))
            {
                return null;
            }

            content.Position = 0;
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

        // An email within an email is written out again, to the disk: it may hold as much as the one around it.
        var written = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        });
        ((MessagePart)part).Message?.WriteTo(written);
        written.Position = 0;
        return written;
    }

    /// <summary>Each part begins behind a line with two hyphens; all of them are held at once, whatever their size.</summary>
    private static async Task<bool> HasTooManyPartsAsync(Stream content, CancellationToken ct)
    {
        var buffer = new byte[HashedCopy.BufferBytes];
        var (lines, kept, read) = (0, 0, 0);
        content.Position = 0;
        while (lines <= MostBoundaries && (read = await content.ReadAsync(buffer.AsMemory(kept), ct)) > 0)
        {
            var here = buffer.AsSpan(0, kept + read);
            lines += here.Count("\n--"u8);
            kept = Math.Min(2, here.Length);
            here[^kept..].CopyTo(buffer);
        }

        return lines > MostBoundaries;
    }
}
