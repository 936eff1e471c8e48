namespace Portal.Domain.Frameworks;

/// <summary>
/// A limiting judgement: what grades that people gave mean for another judgement. It explains and asks; it never gives or changes a grade
/// (there is no algorithm: Munro, in Ofsted 140099, recommendation 3).
/// </summary>
public sealed record LimitingRule
{
    public required string Id { get; init; }

    public required LimitingCondition When { get; init; }

    public required LimitingEffect Effect { get; init; }

    public required string Explanation { get; init; }

    public required string Source { get; init; }

    /// <summary>Number of inspections in which it was seen.</summary>
    public required int BasedOn { get; init; }

    /// <summary>Whether the rule has something to say about these grades (judgement code to grade code; judgements not yet graded are left out).</summary>
    public bool Concerns(IReadOnlyDictionary<string, string> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        return When.Match == ConditionMatch.Any ? When.Judgements.Any(HasGrade) : When.Judgements.All(HasGrade);

        bool HasGrade(string judgement) =>
            grades.TryGetValue(judgement, out var grade) && string.Equals(grade, When.Grade, StringComparison.Ordinal);
    }
}

/// <summary>The grades a <see cref="LimitingRule"/> is about: any, or all, of these judgements have this grade.</summary>
public sealed record LimitingCondition(ConditionMatch Match, IReadOnlyList<string> Judgements, string Grade);

/// <summary>Whether one judgement of a <see cref="LimitingCondition"/> is enough.</summary>
public enum ConditionMatch
{
    Any,
    All,
}

/// <summary>What went with the condition of a <see cref="LimitingRule"/>.</summary>
/// <param name="Judgement">Code of the judgement that was limited.</param>
/// <param name="Cap">Code of the best grade it was ever given then.</param>
/// <param name="Text">The same in words.</param>
public sealed record LimitingEffect(string Judgement, string Cap, string Text);
