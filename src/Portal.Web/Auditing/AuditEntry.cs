using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Auditing;

/// <summary>One consequential act: who did what to what, when and why. Append-only.</summary>
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

    public required DateTime At { get; init; }
}
