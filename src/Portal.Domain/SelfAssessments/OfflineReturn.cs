using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>A form of one area that somebody filled in outside the portal and sent back: kept until they have looked at what it would change, and for ever.</summary>
public sealed class OfflineReturn : IVersioned, IBelongsToBody
{
    private OfflineReturn()
    {
    }

    public Id<OfflineReturn> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code in the framework.</summary>
    public string JudgementCode { get; private set; } = "";

    /// <summary>The name the file had.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The answers that were read from it, as JSON.</summary>
    public string Content { get; private set; } = "";

    public Id<Person> SentBy { get; private set; }

    public DateTime SentAt { get; private set; }

    /// <summary>When it was taken in; null while nobody has decided.</summary>
    public DateTime? TakenInAt { get; private set; }

    public int Version { get; private set; }

    public static OfflineReturn Of(SelfAssessment of, string judgementCode, string fileName, string content, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        return new OfflineReturn
        {
            Id = Id<OfflineReturn>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            JudgementCode = judgementCode,
            FileName = fileName,
            Content = content,
            SentBy = by,
            SentAt = at,
        };
    }

    /// <exception cref="RuleBroken">It was taken in before.</exception>
    public void TakeIn(DateTime at)
    {
        if (TakenInAt is not null)
        {
            throw new RuleBroken("offline.taken-in", "This file was taken in already. Download the area again to go on.");
        }

        TakenInAt = at;
    }
}
