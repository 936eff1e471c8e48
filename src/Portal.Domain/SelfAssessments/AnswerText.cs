namespace Portal.Domain.SelfAssessments;

/// <summary>What is said about one criterion.</summary>
/// <param name="Know">What we know.</param>
/// <param name="HowKnown">How we know it.</param>
/// <param name="Difference">What difference it made to children, young people and families.</param>
/// <param name="Next">What we will do next.</param>
/// <param name="SelfGrade">Grade code of the framework's scale, where a grade was given; a person's decision, never computed.</param>
/// <param name="Strength">How much stands behind the difference that is claimed, where the writer said so.</param>
public sealed record AnswerText(string Know, string HowKnown, string Difference, string Next, string? SelfGrade = null, ClaimStrength? Strength = null)
{
    public static readonly AnswerText Empty = new("", "", "", "");

    /// <summary>True when the three questions about the present are answered; what comes next may be nothing.</summary>
    public bool IsComplete => Know.Length > 0 && HowKnown.Length > 0 && Difference.Length > 0;

    /// <summary>The same text without surrounding white space, line ends unified.</summary>
    public AnswerText Tidied() =>
        this with { Know = Prose.Tidy(Know), HowKnown = Prose.Tidy(HowKnown), Difference = Prose.Tidy(Difference), Next = Prose.Tidy(Next) };
}
