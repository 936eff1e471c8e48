using Microsoft.AspNetCore.DataProtection;

namespace Portal.Web.Mail;

/// <summary>Keeps what only the mail itself may say out of the database: there it is protected until the mail is sent, and in its text stand other words.</summary>
public sealed class MailSeal(IDataProtectionProvider protection)
{
    /// <summary>What stands in the text wherever it is kept or shown.</summary>
    public const string Words = "(this link stands in the mail itself and is kept nowhere else)";

    private readonly IDataProtector _protector = protection.CreateProtector("mail");

    /// <summary>Protects what is to stand in the mail in the place of <see cref="Words"/>.</summary>
    public string Close(string said) => _protector.Protect(said);

    /// <summary>The text as its reader gets it.</summary>
    public string TextOf(OutgoingEmail email) =>
        email.Sealed is { } closed ? email.Text.Replace(Words, _protector.Unprotect(closed), StringComparison.Ordinal) : email.Text;
}
