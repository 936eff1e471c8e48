namespace Portal.Domain.Presentations;

/// <summary>One point of a slide, with where it comes from.</summary>
/// <param name="Heading">What stands before it, such as the criterion's id; null for nothing.</param>
/// <param name="Original">The signed words it stands for, in full; empty for what the body wrote for the slide alone.</param>
/// <param name="Text">As it is shown; empty where it was left out of the slide.</param>
/// <param name="CriterionId">The criterion it answers; null for what is about no criterion.</param>
/// <param name="Evidence">Numbers of the evidence behind it, as in the signed version.</param>
/// <param name="Second">Whether it stands in the second of two columns.</param>
public sealed record Statement(string? Heading, string Original, string Text, string? CriterionId, IReadOnlyList<int> Evidence, bool Second = false)
{
    /// <summary>A point that is not drawn from the signed text.</summary>
    public static Statement Own(string text, string? heading = null) => new(heading, "", text, null, []);

    /// <summary>A fact of what was signed, such as a grade: it stands beside whatever is said instead.</summary>
    public static Statement Signed(string fact, string? heading = null) => new(heading, fact, fact, null, []);

    /// <summary>Whether the slide says less, or other words, than the signed text.</summary>
    public bool IsShortened => Original.Length > 0 && !string.Equals(Original, Text, StringComparison.Ordinal);
}
