using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Packs;

/// <summary>A link by which one named person without an account downloads one pack, for a purpose, until a day or until it is taken back.</summary>
/// <remarks>The token itself is nowhere: only its hash is kept. What was done with it stands in the audit trail.</remarks>
public sealed class PackLink : IVersioned, IBelongsToBody
{
    /// <summary>A link may lie in a mailbox for so many days at most.</summary>
    public const int MostDays = 30;

    private PackLink()
    {
    }

    public Id<PackLink> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<EvidencePack> PackId { get; private set; }

    /// <summary>For whom it is.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>What they need the pack for.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; private set; } = "";

    public Id<Person> IssuedBy { get; private set; }

    public DateTime IssuedAt { get; private set; }

    /// <summary>From then on it opens nothing.</summary>
    public DateTime ExpiresAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public Id<Person>? RevokedBy { get; private set; }

    public int Version { get; private set; }

    /// <exception cref="RuleBroken">The pack is not complete, no purpose is given, or the time is over already.</exception>
    public static PackLink Issue(EvidencePack pack, Person person, string? purpose, string tokenHash, DateTime expiresAt, Id<Person> by, DateTime at)
    {
        if (pack.State != PackState.Complete)
        {
            throw new RuleBroken("pack-link.not-complete", "A link can be given when the pack is complete.");
        }

        if (expiresAt <= at)
        {
            throw new RuleBroken("pack-link.past", "The last day must be tomorrow or later.", "Until");
        }

        return new PackLink
        {
            Id = Id<PackLink>.New(),
            BodyId = pack.BodyId,
            PackId = pack.Id,
            PersonId = person.Id,
            Purpose = RuleBroken.IfBlank(purpose, "pack-link.no-purpose", "Say what they need the pack for.", "Purpose"),
            TokenHash = tokenHash,
            IssuedBy = by,
            IssuedAt = at,
            ExpiresAt = expiresAt,
        };
    }

    /// <summary>True while it opens the pack.</summary>
    public bool IsOpen(DateTime at) => RevokedAt is null && at < ExpiresAt;

    /// <summary>Takes it back: nobody can use it.</summary>
    /// <exception cref="RuleBroken">It is over already.</exception>
    public void Revoke(Id<Person> by, DateTime at)
    {
        if (!IsOpen(at))
        {
            throw new RuleBroken("pack-link.over", "This link is over already.");
        }

        RevokedAt = at;
        RevokedBy = by;
    }
}
