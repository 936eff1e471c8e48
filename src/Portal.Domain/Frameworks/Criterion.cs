namespace Portal.Domain.Frameworks;

/// <summary>One description of good practice a body answers: what it knows, how it knows it, what difference it made, what comes next.</summary>
public sealed record Criterion
{
    /// <summary>Such as "HP-01". Never used again for another criterion.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>What usually shows it. Hints, not a checklist.</summary>
    public required IReadOnlyList<string> EvidenceHints { get; init; }

    /// <summary>Numbers of the Annex A lists that bear on it.</summary>
    public required IReadOnlyList<int> AnnexALists { get; init; }

    /// <summary>Which part of those lists bears on it, where not the whole.</summary>
    public string? AnnexANote { get; init; }
}
