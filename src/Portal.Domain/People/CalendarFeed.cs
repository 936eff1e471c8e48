using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>The secret address at which a person's own calendar program reads their dates. A person has one at most.</summary>
/// <remarks>The token itself is nowhere: only its hash is kept.</remarks>
public sealed class CalendarFeed
{
    private CalendarFeed()
    {
    }

    public Id<Person> PersonId { get; private set; }

    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The security stamp of the person’s sign-in when it was made: once their password has changed it leads nowhere.</summary>
    public string AccountStamp { get; private set; } = "";

    public DateTime MadeAt { get; private set; }

    /// <summary>When a calendar program last read it; null before the first time.</summary>
    public DateTime? LastReadAt { get; private set; }

    public static CalendarFeed Of(Id<Person> person, string tokenHash, string accountStamp, DateTime at) =>
        new() { PersonId = person, TokenHash = tokenHash, AccountStamp = accountStamp, MadeAt = at };

    /// <summary>Gives it another address; the earlier one leads nowhere any more.</summary>
    public void Renew(string tokenHash, string accountStamp, DateTime at) => (TokenHash, AccountStamp, MadeAt, LastReadAt) = (tokenHash, accountStamp, at, null);
}
