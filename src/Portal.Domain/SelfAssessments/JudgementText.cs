namespace Portal.Domain.SelfAssessments;

/// <summary>What is decided about one judgement.</summary>
/// <param name="Grade">Grade code of the framework's scale; a person's decision, never computed.</param>
/// <param name="Reasons">Why this grade.</param>
/// <param name="KeptFromHigher">What kept it from the grade above (report 140099, recommendation 6).</param>
/// <param name="KeptFromLower">What kept it from the grade below.</param>
/// <param name="ChildrensVoice">Whose experience stands behind it, and what changed because of it.</param>
public sealed record JudgementText(string? Grade, string Reasons, string KeptFromHigher, string KeptFromLower, string ChildrensVoice)
    : IWrittenText<JudgementText>
{
    public static JudgementText Empty { get; } = new(null, "", "", "", "");

    /// <summary>True when a grade is given with reasons.</summary>
    public bool IsComplete => Grade is not null && Reasons.Length > 0;

    /// <inheritdoc />
    public JudgementText Tidied() =>
        new(Grade, Prose.Tidy(Reasons), Prose.Tidy(KeptFromHigher), Prose.Tidy(KeptFromLower), Prose.Tidy(ChildrensVoice));

    /// <inheritdoc />
    public JudgementText WithField(string field, JudgementText from) => field switch
    {
        nameof(Grade) => this with { Grade = from.Grade },
        nameof(Reasons) => this with { Reasons = from.Reasons },
        nameof(KeptFromHigher) => this with { KeptFromHigher = from.KeptFromHigher },
        nameof(KeptFromLower) => this with { KeptFromLower = from.KeptFromLower },
        nameof(ChildrensVoice) => this with { ChildrensVoice = from.ChildrensVoice },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <inheritdoc />
    public static JoinedText<JudgementText> Join(JudgementText before, JudgementText mine, JudgementText theirs)
    {
        var join = new FieldJoin();
        var text = new JudgementText(
            join.Of(before.Grade, mine.Grade, theirs.Grade),
            join.Of(before.Reasons, mine.Reasons, theirs.Reasons),
            join.Of(before.KeptFromHigher, mine.KeptFromHigher, theirs.KeptFromHigher),
            join.Of(before.KeptFromLower, mine.KeptFromLower, theirs.KeptFromLower),
            join.Of(before.ChildrensVoice, mine.ChildrensVoice, theirs.ChildrensVoice));
        return new JoinedText<JudgementText>(text, join.Clashes);
    }
}
