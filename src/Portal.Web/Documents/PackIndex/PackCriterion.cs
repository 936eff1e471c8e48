using Portal.Domain.SelfAssessments;

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

    /// <summary>How much stands behind that difference, where the writer said so.</summary>
    public ClaimStrength? Strength { get; init; }

    public string? Next { get; init; }

    public string? SelfGradeLabel { get; init; }

    public required IReadOnlyList<PackEvidenceLink> Evidence { get; init; }

    /// <summary>True when anything is said about the present; what comes next alone is no answer.</summary>
    public bool IsAnswered => HasText(Know) || HasText(HowKnown) || HasText(Difference);

    /// <summary>True when all three questions about the present are answered.</summary>
    public bool IsAnsweredInFull => HasText(Know) && HasText(HowKnown) && HasText(Difference);

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
