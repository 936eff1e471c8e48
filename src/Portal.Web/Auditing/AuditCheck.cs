namespace Portal.Web.Auditing;

/// <summary>A reading of the whole trail that was made and what came of it. The next holds the trail to the head this one found.</summary>
public sealed class AuditCheck
{
    /// <summary>Longest account of what is wrong, in characters.</summary>
    public const int LongestAccount = 4000;

    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Number of the last entry.</summary>
    public required long HeadNumber { get; init; }

    public required string HeadHash { get; init; }

    public required int Faults { get; init; }

    /// <summary>The first faults, a line each.</summary>
    public string? Account { get; init; }

    public AuditHead Head => new(HeadNumber, HeadHash);
}
