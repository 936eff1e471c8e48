using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>
/// Says that a text was not written where it stands now: it came from the last cycle, or its criterion has changed under it. It waits until
/// somebody confirms that it still holds, or changes it.
/// </summary>
public sealed class CarriedText : IBelongsToBody
{
    private CarriedText()
    {
    }

    public Id<CarriedText> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The criterion's id or the judgement's code it stands under now.</summary>
    public string Subject { get; private set; } = "";

    public CarriedFrom From { get; private set; }

    /// <summary>The self-assessment the text came from; this one itself where its framework moved on.</summary>
    public Id<SelfAssessment> SourceId { get; private set; }

    /// <summary>The framework version that the text was written for.</summary>
    public int SourceVersion { get; private set; }

    /// <summary>The ids or codes it stood under there; several where they were merged.</summary>
    public IReadOnlyList<string> SourceSubjects { get; private set; } = [];

    /// <summary>The version of the answer or judgement as it was carried; a later one means that somebody changed it.</summary>
    public int TextVersion { get; private set; }

    public Id<Person> CarriedBy { get; private set; }

    public DateTime CarriedAt { get; private set; }

    public Id<Person>? ConfirmedBy { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    /// <param name="into">Where the text stands now.</param>
    /// <param name="subject">The criterion's id or the judgement's code there.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="textVersion">The version of the answer or judgement that holds it.</param>
    /// <param name="by">Who carried it.</param>
    /// <param name="at">When, in UTC.</param>
    public static CarriedText Into(SelfAssessment into, string subject, CarriedSource from, int textVersion, Id<Person> by, DateTime at) => new()
    {
        Id = Id<CarriedText>.New(),
        SelfAssessmentId = into.Id,
        BodyId = into.BodyId,
        Subject = subject,
        From = from.From,
        SourceId = from.Assessment,
        SourceVersion = from.FrameworkVersion,
        SourceSubjects = from.Subjects,
        TextVersion = textVersion,
        CarriedBy = by,
        CarriedAt = at,
    };

    /// <summary>Whether somebody still has to look at it.</summary>
    /// <param name="textVersion">The version that the answer or judgement has now.</param>
    public bool Waits(int textVersion) => ConfirmedAt is null && textVersion <= TextVersion;

    /// <summary>Somebody has looked: the text holds as it stands.</summary>
    public void Confirm(SelfAssessment of, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        ConfirmedBy ??= by;
        ConfirmedAt ??= at;
    }
}

/// <summary>Where a carried text came from.</summary>
public enum CarriedFrom
{
    /// <summary>The body's self-assessment before this one.</summary>
    LastCycle,

    /// <summary>An earlier version of the framework, in the same self-assessment.</summary>
    EarlierVersion,
}

/// <summary>Where a text that is carried came from.</summary>
public sealed record CarriedSource(CarriedFrom From, Id<SelfAssessment> Assessment, int FrameworkVersion, IReadOnlyList<string> Subjects);
