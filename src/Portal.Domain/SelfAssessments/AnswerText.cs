namespace Portal.Domain.SelfAssessments;

/// <summary>What is said about one criterion.</summary>
/// <param name="Know">What we know.</param>
/// <param name="HowKnown">How we know it.</param>
/// <param name="Difference">What difference it made to children, young people and families.</param>
/// <param name="Next">What we will do next.</param>
/// <param name="SelfGrade">Grade code of the framework's scale, where a grade was given; a person's decision, never computed.</param>
/// <param name="Strength">How much stands behind the difference that is claimed, where the writer said so.</param>
public sealed record AnswerText(string Know, string HowKnown, string Difference, string Next, string? SelfGrade = null, ClaimStrength? Strength = null)
    : IWrittenText<AnswerText>
{
    public static AnswerText Empty { get; } = new("", "", "", "");

    /// <summary>True when the three questions about the present are answered; what comes next may be nothing.</summary>
    public bool IsComplete => Know.Length > 0 && HowKnown.Length > 0 && Difference.Length > 0;

    /// <summary>The references to evidence that stand in it.</summary>
    public IReadOnlySet<int> References() => Evidence.References.In(Know, HowKnown, Difference, Next);

    /// <summary>The same text, referring to evidence by the numbers it has now.</summary>
    public AnswerText Renumbered(IReadOnlyDictionary<int, int> numbers) => this with
    {
        Know = Evidence.References.Renumbered(Know, numbers),
        HowKnown = Evidence.References.Renumbered(HowKnown, numbers),
        Difference = Evidence.References.Renumbered(Difference, numbers),
        Next = Evidence.References.Renumbered(Next, numbers),
    };

    /// <inheritdoc />
    public AnswerText Tidied() =>
        this with { Know = Prose.Tidy(Know), HowKnown = Prose.Tidy(HowKnown), Difference = Prose.Tidy(Difference), Next = Prose.Tidy(Next) };

    /// <inheritdoc />
    public AnswerText WithField(string field, AnswerText from) => field switch
    {
        nameof(Know) => this with { Know = from.Know },
        nameof(HowKnown) => this with { HowKnown = from.HowKnown },
        nameof(Difference) => this with { Difference = from.Difference },
        nameof(Next) => this with { Next = from.Next },
        nameof(SelfGrade) => this with { SelfGrade = from.SelfGrade },
        nameof(Strength) => this with { Strength = from.Strength },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <inheritdoc />
    public static JoinedText<AnswerText> Join(AnswerText before, AnswerText mine, AnswerText theirs)
    {
        var join = new FieldJoin();
        var text = new AnswerText(
            join.Of(before.Know, mine.Know, theirs.Know),
            join.Of(before.HowKnown, mine.HowKnown, theirs.HowKnown),
            join.Of(before.Difference, mine.Difference, theirs.Difference),
            join.Of(before.Next, mine.Next, theirs.Next),
            join.Of(before.SelfGrade, mine.SelfGrade, theirs.SelfGrade),
            join.Of(before.Strength, mine.Strength, theirs.Strength));
        return new JoinedText<AnswerText>(text, join.Clashes);
    }
}
