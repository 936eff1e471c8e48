using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>The grade a board or authority gives itself on one judgement, with its reasons and how near the neighbouring grades are.</summary>
public sealed class Judgement : IAssessmentText<JudgementText>, IBelongsToBody
{
    private Judgement()
    {
    }

    public Id<Judgement> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code in the framework, such as <c>HP</c>.</summary>
    public string JudgementCode { get; private set; } = "";

    public JudgementText Text { get; private set; } = JudgementText.Empty;

    public Id<Person> DecidedBy { get; private set; }

    public DateTime DecidedAt { get; private set; }

    public int Version { get; private set; }

    Id<Person> IWritten<JudgementText>.WrittenBy => DecidedBy;

    DateTime IWritten<JudgementText>.WrittenAt => DecidedAt;

    public static Judgement Of(string judgementCode, SelfAssessment of, JudgementText text, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        return new Judgement
        {
            Id = Id<Judgement>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            JudgementCode = judgementCode,
            Text = text.Tidied(),
            DecidedBy = by,
            DecidedAt = at,
        };
    }

    /// <inheritdoc />
    public bool TryRewrite(SelfAssessment of, JudgementText text, int basedOn, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (basedOn != Version)
        {
            return text.Tidied() == Text;
        }

        Text = text.Tidied();
        DecidedBy = by;
        DecidedAt = at;
        return true;
    }
}
