using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>Somebody who has an answer or a judgement open to write in it.</summary>
public sealed class WriterAtWork : IPresence, IBelongsToBody
{
    private WriterAtWork()
    {
    }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    /// <summary>The criterion's id or the judgement's code.</summary>
    public string Subject { get; private set; } = "";

    public Id<Person> PersonId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public DateTime SeenAt { get; private set; }

    public static WriterAtWork At(SelfAssessment of, string subject, Id<Person> person, DateTime seenAt) => new()
    {
        SelfAssessmentId = of.Id,
        Subject = subject,
        PersonId = person,
        BodyId = of.BodyId,
        SeenAt = seenAt,
    };
}
