namespace Portal.Domain.Frameworks;

/// <summary>A judgement that is graded: what each grade means there, and the criteria that describe good.</summary>
public sealed record JudgementArea
{
    /// <summary>Such as "HP"; the prefix of its criteria's ids.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required JudgementKind Kind { get; init; }

    /// <summary>Code of the judgement it belongs to; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>Grade code to the text that describes that grade here; one for every grade of the scale.</summary>
    public required IReadOnlyDictionary<string, string> Descriptors { get; init; }

    /// <summary>In the framework's order; empty for a judgement that rests on others.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }
}
