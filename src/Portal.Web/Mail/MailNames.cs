namespace Portal.Web.Mail;

/// <summary>
/// The name a mail leaves under, in its Message-ID and on its envelope: its id with a tag of the installation. Whoever knows how ids are made cannot make the name of a mail
/// that they never had.
/// </summary>
public sealed class MailNames(MailTags tags)
{
    private const string Purpose = "message-id";
    private const int DigitsOfId = 32;

    public async ValueTask<string> OfAsync(Guid email, CancellationToken ct) => $"{email:N}{Convert.ToHexStringLower(await tags.OfAsync(Purpose, email.ToByteArray(), ct))}";

    /// <summary>The mail that has a name; null where the portal never gave it.</summary>
    public async ValueTask<Guid?> ReadAsync(string name, CancellationToken ct)
    {
        if (name.Length != DigitsOfId + (2 * MailTags.Bytes) || !Guid.TryParseExact(name[..DigitsOfId], "N", out var id))
        {
            return null;
        }

        var tag = new byte[MailTags.Bytes];
        return Convert.FromHexString(name.AsSpan(DigitsOfId), tag, out _, out _) == System.Buffers.OperationStatus.Done && await tags.IsOfAsync(Purpose, id.ToByteArray(), tag, ct) ? id : null;
    }
}
