using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>Who leads a judgement area, or who answers one criterion of it, and by when.</summary>
public sealed class Assignment : IBelongsToBody
{
    private Assignment()
    {
    }

    public Id<Assignment> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code in the framework.</summary>
    public string JudgementCode { get; private set; } = "";

    /// <summary>The criterion's id; null for the whole area.</summary>
    public string? CriterionId { get; private set; }

    public Id<Post> PostId { get; private set; }

    public DateOnly DueOn { get; private set; }

    public Id<Person> AssignedBy { get; private set; }

    public DateTime AssignedAt { get; private set; }

    /// <summary>What whoever assigned it says to whoever has it; null where nothing is said.</summary>
    public string? Note { get; private set; }

    /// <summary>Sets the day that was agreed on later; it may lie behind the submission date, as whoever granted it knew.</summary>
    public void MoveTo(DateOnly dueOn) => DueOn = dueOn;

    /// <summary>Stands under another judgement or criterion, when the framework moved on.</summary>
    public void PointTo(string judgementCode, string? criterionId) => (JudgementCode, CriterionId) = (judgementCode, criterionId);

    /// <summary>The same for another judgement or criterion that was a part of this one, when the framework moved on.</summary>
    public Assignment AlsoFor(string judgementCode, string? criterionId) => new()
    {
        Id = Id<Assignment>.New(),
        SelfAssessmentId = SelfAssessmentId,
        BodyId = BodyId,
        JudgementCode = judgementCode,
        CriterionId = criterionId,
        PostId = PostId,
        DueOn = DueOn,
        AssignedBy = AssignedBy,
        AssignedAt = AssignedAt,
        Note = Note,
    };

    public static Assignment Of(
        SelfAssessment of, string judgementCode, string? criterionId, Id<Post> to, DateOnly dueOn, Id<Person> by, DateTime at, string? note = null)
    {
        of.RequireOpenForWriting();
        if (dueOn > of.SubmissionDate)
        {
            throw new RuleBroken("assignment.after-submission", "The due date must be on or before the submission date.", nameof(DueOn));
        }

        return new Assignment
        {
            Id = Id<Assignment>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            JudgementCode = judgementCode,
            CriterionId = criterionId,
            PostId = to,
            DueOn = dueOn,
            AssignedBy = by,
            AssignedAt = at,
            Note = Prose.Tidy(note) is { Length: > 0 } said ? said : null,
        };
    }
}
