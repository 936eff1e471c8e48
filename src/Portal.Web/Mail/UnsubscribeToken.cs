using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Mail;

/// <summary>
/// What stands in the List-Unsubscribe address of a routine mail (RFC 8058): whose mail it is, protected under a purpose of its own, so that it is good for
/// nothing else and nobody makes one. It does not expire, because a mail may be opened years later.
/// </summary>
public sealed class UnsubscribeToken(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("mail-unsubscribe");

    /// <summary>Site-relative address of the page that stops the routine mail of a person.</summary>
    public string PathFor(Id<Person> person) => $"/messages/stop/{_protector.Protect(person.ToString())}";

    /// <summary>Whose mail a token stops; null where it is none of ours.</summary>
    public Id<Person>? Read(string token)
    {
        try
        {
            return Id<Person>.TryParse(_protector.Unprotect(token), null, out var person) ? person : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
