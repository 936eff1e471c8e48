namespace Portal.Domain.Frameworks;

/// <summary>
/// How often grades went together in published inspections: reference beside a person's own decision, always shown with its caveat,
/// never a way to reach a grade.
/// </summary>
public sealed record OutcomeTable
{
    public required string Title { get; init; }

    /// <summary>Codes of the judgements that are combined; their order in a row does not matter.</summary>
    public required IReadOnlyList<string> Judgements { get; init; }

    /// <summary>Code of the judgement whose grades are counted.</summary>
    public required string Of { get; init; }

    public required IReadOnlyList<OutcomeRow> Rows { get; init; }

    /// <summary>Inspections in which not all of <see cref="Judgements"/> were graded.</summary>
    public required IReadOnlyList<OutcomeCount> NotAllJudged { get; init; }

    public required string Caveat { get; init; }

    public required string Source { get; init; }

    /// <summary>Number of inspections counted.</summary>
    public int Inspections => Rows.Sum(r => r.Outcomes.Sum(o => o.Count)) + NotAllJudged.Sum(o => o.Count);

    /// <summary>What was seen with this combination of grade codes, in any order; null when it was never seen.</summary>
    public OutcomeRow? Seen(IEnumerable<string> grades)
    {
        var wanted = grades.Order(StringComparer.Ordinal).ToList();
        return Rows.FirstOrDefault(r => r.Grades.Order(StringComparer.Ordinal).SequenceEqual(wanted, StringComparer.Ordinal));
    }
}

/// <summary>One combination of grades (codes, best first) and what the counted judgement was then.</summary>
public sealed record OutcomeRow(IReadOnlyList<string> Grades, IReadOnlyList<OutcomeCount> Outcomes);

/// <summary>A grade code and the number of inspections that had it.</summary>
public sealed record OutcomeCount(string Grade, int Count);
