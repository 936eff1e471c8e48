using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>The whole text of a self-assessment on one day, kept to be compared with later. Nobody signs it, and it never changes.</summary>
public sealed class Position : IBelongsToBody
{
    /// <summary>Longest title: one line of a list.</summary>
    public const int LongestTitle = 120;

    private Position()
    {
    }

    public Id<Position> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>What it was taken for: "Before the board of 12 March".</summary>
    public string Title { get; private set; } = "";

    /// <summary>The text as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of the content's UTF-8 bytes, 64 lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    public Id<Person> TakenBy { get; private set; }

    public DateTime TakenAt { get; private set; }

    /// <exception cref="RuleBroken">There is no title.</exception>
    public static Position Of(SelfAssessment of, string? title, string content, string contentHash, Id<Person> by, DateTime at) => new()
    {
        Id = Id<Position>.New(),
        SelfAssessmentId = of.Id,
        BodyId = of.BodyId,
        Title = RuleBroken.IfBlank(title, "position.no-title", "Say what the position is kept for.", nameof(Title)),
        Content = content,
        ContentHash = contentHash,
        TakenBy = by,
        TakenAt = at,
    };
}
