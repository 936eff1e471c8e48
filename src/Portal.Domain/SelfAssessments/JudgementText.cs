namespace Portal.Domain.SelfAssessments;

/// <summary>What is decided about one judgement.</summary>
/// <param name="Grade">Grade code of the framework's scale; a person's decision, never computed.</param>
/// <param name="Reasons">Why this grade.</param>
/// <param name="KeptFromHigher">What kept it from the grade above (report 140099, recommendation 6).</param>
/// <param name="KeptFromLower">What kept it from the grade below.</param>
/// <param name="ChildrensVoice">Whose experience stands behind it, and what changed because of it.</param>
public sealed record JudgementText(string? Grade, string Reasons, string KeptFromHigher, string KeptFromLower, string ChildrensVoice)
{
    public static readonly JudgementText Empty = new(null, "", "", "", "");

    /// <summary>True when a grade is given with reasons.</summary>
    public bool IsComplete => Grade is not null && Reasons.Length > 0;

    /// <summary>The same text without surrounding white space, line ends unified.</summary>
    public JudgementText Tidied() =>
        new(Grade, Prose.Tidy(Reasons), Prose.Tidy(KeptFromHigher), Prose.Tidy(KeptFromLower), Prose.Tidy(ChildrensVoice));
}
