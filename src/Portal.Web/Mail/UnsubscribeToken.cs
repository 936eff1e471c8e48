using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Mail;

/// <summary>
/// What stands in the List-Unsubscribe address of a routine mail (RFC 8058): whose mail it is and which, with a tag under a purpose of its own, so that it is good for
/// nothing else and nobody makes one. A mail has the same however often it is tried. It does not expire, because a mail may be opened years later.
/// </summary>
public sealed class UnsubscribeToken(MailTags tags, IDataProtectionProvider protection)
{
    private const string Purpose = "mail-unsubscribe";
    private const int BytesOfIds = 32;

    private readonly IDataProtector _earlier = protection.CreateProtector(Purpose);

    /// <summary>Site-relative address of the page that stops the routine mail of a person.</summary>
    public async ValueTask<string> PathForAsync(Id<Person> person, Guid email, CancellationToken ct)
    {
        byte[] ids = [.. person.Value.ToByteArray(), .. email.ToByteArray()];
        return $"/messages/stop/{WebEncoders.Base64UrlEncode([.. ids, .. await tags.OfAsync(Purpose, ids, ct)])}";
    }

    /// <summary>Whose mail a token stops; null where it is none of ours.</summary>
    public async ValueTask<Id<Person>?> ReadAsync(string token, CancellationToken ct)
    {
        byte[] said;
        try
        {
            said = WebEncoders.Base64UrlDecode(token);
        }
        catch (FormatException)
        {
            return null;
        }

        if (said.Length != BytesOfIds + MailTags.Bytes)
        {
            return ReadEarlier(token);
        }

        return await tags.IsOfAsync(Purpose, said.AsMemory(0, BytesOfIds), said.AsMemory(BytesOfIds), ct) ? new Id<Person>(new Guid(said.AsSpan(0, 16))) : null;
    }

    /// <summary>Reads what mails carried before tokens were the same for each attempt; such mails are still opened.</summary>
    private Id<Person>? ReadEarlier(string token)
    {
        try
        {
            return Id<Person>.TryParse(_earlier.Unprotect(token), null, out var person) ? person : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
