using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>Another mail address that a person asked for. It takes effect once they use the link that was sent there; a person has one at most.</summary>
/// <remarks>The token itself is nowhere: only its hash is kept.</remarks>
public sealed class AddressChange
{
    /// <summary>How long the link can be used.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(2);

    /// <summary>Longest <see cref="Email"/>, in characters (RFC 5321).</summary>
    public const int LongestEmail = 254;

    private AddressChange()
    {
    }

    public Id<Person> PersonId { get; private set; }

    public string Email { get; private set; } = "";

    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; private set; } = "";

    public DateTime AskedAt { get; private set; }

    /// <summary>Until when the link can be used, in UTC.</summary>
    public DateTime ValidUntil => AskedAt + Validity;

    public static AddressChange Of(Id<Person> person, string email, string tokenHash, DateTime at) => new() { PersonId = person, Email = email, TokenHash = tokenHash, AskedAt = at };

    /// <summary>Asks for another one instead; the earlier link leads nowhere any more.</summary>
    public void Renew(string email, string tokenHash, DateTime at) => (Email, TokenHash, AskedAt) = (email, tokenHash, at);

    public bool IsOpen(DateTime now) => now < ValidUntil;
}
