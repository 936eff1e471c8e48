namespace Portal.Web.Documents.PackIndex;

/// <summary>One criterion with its answer. A part that was not answered is null or empty, and is shown as such.</summary>
public sealed record PackCriterion
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The criterion as the framework has it.</summary>
    public required string Text { get; init; }

    public string? Know { get; init; }

    public string? HowKnown { get; init; }

    public string? Difference { get; init; }

    /// <summary>How much stands behind that difference, in words.</summary>
    public string? Strength { get; init; }

    public string? Next { get; init; }

    public string? SelfGradeLabel { get; init; }

    public required IReadOnlyList<PackEvidenceLink> Evidence { get; init; }
}
