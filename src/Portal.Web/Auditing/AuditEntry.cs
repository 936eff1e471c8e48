using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Auditing;

/// <summary>One consequential act: who did what to what, when and why. Append-only; each entry names the one before it by its hash (ADR 0035).</summary>
public sealed class AuditEntry : IBelongsToBody
{
    public required Guid Id { get; init; }

    public required Id<Body> BodyId { get; init; }

    /// <summary>Null when the portal itself acted.</summary>
    public Id<Person>? PersonId { get; init; }

    /// <summary>What was done, in a stable word: <c>opened</c>, <c>signed</c>, <c>returned</c>, <c>downloaded</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Id of what it was done to.</summary>
    public required string Subject { get; init; }

    public string? Reason { get; init; }

    /// <summary>In whole microseconds, which is what every database keeps: a hash over more would not be found again.</summary>
    public required DateTime At
    {
        get;
        init => field = value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Its place in the trail, from 1 and without gap; given as it is committed.</summary>
    public long Number { get; private set; }

    /// <summary><see cref="Hash"/> of the entry before; of the first <see cref="AuditHead.Beginning"/>.</summary>
    public string Previous { get; private set; } = "";

    /// <summary>SHA-256 over everything the entry says, its number and <see cref="Previous"/> among it.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Gives the entry the place behind <paramref name="head"/>.</summary>
    /// <returns>The new head.</returns>
    public AuditHead Follow(AuditHead head)
    {
        (Number, Previous) = (head.Number + 1, head.Hash);
        Hash = ExpectedHash();
        return new AuditHead(Number, Hash);
    }

    /// <summary>What <see cref="Hash"/> must be for what the entry says now.</summary>
    public string ExpectedHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    /// <summary>
    /// One text for all fields from which each can be told again: every field is preceded by its length, so that nothing can be moved from one
    /// field to the next, and an absent one differs from an empty one.
    /// </summary>
    private string Canonical()
    {
        var text = new StringBuilder("portal-audit-1");
        string?[] fields =
        [
            Number.ToString(CultureInfo.InvariantCulture), Previous, Id.ToString(), BodyId.ToString(), PersonId?.ToString(), Action, Subject, Reason,
            At.Ticks.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var field in fields)
        {
            text.Append('\n').Append(field is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{field.Length}:{field}"));
        }

        return text.ToString();
    }
}
