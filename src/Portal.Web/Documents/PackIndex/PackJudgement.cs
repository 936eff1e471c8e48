namespace Portal.Web.Documents.PackIndex;

/// <summary>One judgement of the framework as the body made it of itself.</summary>
public sealed record PackJudgement
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>The grade in words: "Requires improvement"; null where none was given.</summary>
    public required string? GradeLabel { get; init; }

    /// <summary>The grade as it is read.</summary>
    public string Grade => GradeLabel ?? "Not judged";

    public required string Reasons { get; init; }

    /// <summary>What kept it from the next grade up.</summary>
    public string? KeptFromHigher { get; init; }

    /// <summary>What kept it from the next grade down.</summary>
    public string? KeptFromLower { get; init; }

    public string? ChildrensVoice { get; init; }

    public required IReadOnlyList<PackCriterion> Criteria { get; init; }
}
