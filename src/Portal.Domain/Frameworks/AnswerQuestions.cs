namespace Portal.Domain.Frameworks;

/// <summary>What is asked about each criterion, in a framework's words. What they are for stays the same in every framework.</summary>
/// <param name="Know">What is known.</param>
/// <param name="HowKnown">What shows it.</param>
/// <param name="Difference">What it changed for children, young people and families.</param>
/// <param name="Next">What comes next.</param>
public sealed record AnswerQuestions(string Know, string HowKnown, string Difference, string Next)
{
    /// <summary>The questions of a framework that has none of its own.</summary>
    public static readonly AnswerQuestions Usual = new(
        "What do we know?", "How do we know it?", "What difference has it made to children, young people and families?", "What will we do next?");

    /// <summary>The usual questions as headings over what was said to them.</summary>
    public static readonly AnswerQuestions AsHeadings = new("What we know", "How we know it", "What difference it has made", "What we will do next");
}
