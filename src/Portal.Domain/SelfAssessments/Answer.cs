using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>The answer to one criterion in one self-assessment.</summary>
public sealed class Answer : IAssessmentText<AnswerText>, IBelongsToBody
{
    private Answer()
    {
    }

    public Id<Answer> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The criterion's id in the framework, such as <c>LSCB-03</c>.</summary>
    public string CriterionId { get; private set; } = "";

    public AnswerText Text { get; private set; } = AnswerText.Empty;

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    public int Version { get; private set; }

    public static Answer To(string criterion, SelfAssessment of, AnswerText text, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        return new Answer
        {
            Id = Id<Answer>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            CriterionId = criterion,
            Text = text.Tidied(),
            WrittenBy = by,
            WrittenAt = at,
        };
    }

    /// <inheritdoc />
    public bool TryRewrite(SelfAssessment of, AnswerText text, int basedOn, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (basedOn != Version)
        {
            return text.Tidied() == Text;
        }

        Text = text.Tidied();
        WrittenBy = by;
        WrittenAt = at;
        return true;
    }
}
