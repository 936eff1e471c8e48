using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>One text that somebody sent to be saved: kept for ever, also when it lost a race. Append-only.</summary>
public sealed class Revision : IBelongsToBody
{
    private Revision()
    {
    }

    public Id<Revision> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The criterion's id or the judgement's code it is about.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The whole text as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>True when it was kept aside because somebody else had saved first.</summary>
    public bool KeptAside { get; private set; }

    /// <summary>The version of the answer or judgement that it made; null where it was kept aside, and of texts saved before this was noted.</summary>
    public int? Makes { get; private set; }

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    /// <param name="of">The self-assessment.</param>
    /// <param name="subject">Criterion or judgement.</param>
    /// <param name="content">The whole text as JSON.</param>
    /// <param name="makes">The version it makes; null for a text that is kept aside.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="at">When, in UTC.</param>
    public static Revision Of(SelfAssessment of, string subject, string content, int? makes, Id<Person> by, DateTime at) => new()
    {
        Id = Id<Revision>.New(),
        SelfAssessmentId = of.Id,
        BodyId = of.BodyId,
        Subject = subject,
        Content = content,
        KeptAside = makes is null,
        Makes = makes,
        WrittenBy = by,
        WrittenAt = at,
    };
}
