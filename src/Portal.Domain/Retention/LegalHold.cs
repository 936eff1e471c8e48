using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.Domain.Retention;

/// <summary>While it stands, nothing under it is disposed of, whatever the schedule says. It stays on record when it is released.</summary>
public sealed class LegalHold : IBelongsToBody, IVersioned
{
    private LegalHold()
    {
    }

    public Id<LegalHold> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>Null: all evidence of the body, also what is added later.</summary>
    public Id<EvidenceItem>? EvidenceItemId { get; private set; }

    public string Reason { get; private set; } = "";

    public Id<Person> PlacedBy { get; private set; }

    /// <summary>The name as it was on the day.</summary>
    public string PlacedByName { get; private set; } = "";

    public DateTime PlacedAt { get; private set; }

    public Id<Person>? ReleasedBy { get; private set; }

    /// <inheritdoc cref="PlacedByName"/>
    public string? ReleasedByName { get; private set; }

    public DateTime? ReleasedAt { get; private set; }

    public string? ReleaseReason { get; private set; }

    public int Version { get; private set; }

    /// <exception cref="RuleBroken">There is no reason, or the item is gone.</exception>
    public static LegalHold On(EvidenceItem item, string? reason, Person by, DateTime at) => item.DisposedAt is null
        ? Place(item.BodyId, item.Id, reason, by, at)
        : throw new RuleBroken("retention.disposed", "This item was disposed of. There is nothing left to hold.");

    /// <inheritdoc cref="On"/>
    public static LegalHold OnAllOf(Id<Body> body, string? reason, Person by, DateTime at) => Place(body, null, reason, by, at);

    /// <exception cref="RuleBroken">It was released before, or there is no reason.</exception>
    public void Release(string? reason, Person by, DateTime at)
    {
        if (ReleasedAt is not null)
        {
            throw new RuleBroken("retention.released", $"{ReleasedByName} has released this hold already.");
        }

        ReleaseReason = RetentionSchedule.ReasonOf(reason, "Say why the hold is released.");
        (ReleasedBy, ReleasedByName, ReleasedAt) = (by.Id, by.Name, at);
    }

    private static LegalHold Place(Id<Body> body, Id<EvidenceItem>? item, string? reason, Person by, DateTime at) => new()
    {
        Id = Id<LegalHold>.New(),
        BodyId = body,
        EvidenceItemId = item,
        Reason = RetentionSchedule.ReasonOf(reason, "Say why it must be kept."),
        PlacedBy = by.Id,
        PlacedByName = by.Name,
        PlacedAt = at,
    };
}
