using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>What a body says to a question of Annex A that does not fit a spreadsheet (report 140099, recommendation 5).</summary>
public sealed class AnnexAAnswer : IAssessmentText<AnnexAText>, IBelongsToBody
{
    private AnnexAAnswer()
    {
    }

    public Id<AnnexAAnswer> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>Id of the <see cref="AnnexAQuestion"/>.</summary>
    public string QuestionId { get; private set; } = "";

    public AnnexAText Text { get; private set; } = AnnexAText.Empty;

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    public int Version { get; private set; }

    public static AnnexAAnswer To(string question, SelfAssessment of, AnnexAText text, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        return new AnnexAAnswer
        {
            Id = Id<AnnexAAnswer>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            QuestionId = question,
            Text = text.Tidied(),
            WrittenBy = by,
            WrittenAt = at,
        };
    }

    /// <inheritdoc />
    public bool TryRewrite(SelfAssessment of, AnnexAText text, int basedOn, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (basedOn != Version)
        {
            return text.Tidied() == Text;
        }

        (Text, WrittenBy, WrittenAt) = (text.Tidied(), by, at);
        return true;
    }
}

/// <summary>The answer in words: what there is and where it is, or why there is none.</summary>
public sealed record AnnexAText(string Said) : IWrittenText<AnnexAText>
{
    public static AnnexAText Empty { get; } = new("");

    public bool IsAnswered => Said.Length > 0;

    /// <inheritdoc />
    public AnnexAText Tidied() => new(Prose.Tidy(Said));

    /// <inheritdoc />
    public AnnexAText WithField(string field, AnnexAText from) => field == nameof(Said) ? from : throw new ArgumentOutOfRangeException(nameof(field), field, null);

    /// <inheritdoc />
    public static JoinedText<AnnexAText> Join(AnnexAText before, AnnexAText mine, AnnexAText theirs)
    {
        var join = new FieldJoin();
        return new JoinedText<AnnexAText>(new AnnexAText(join.Of(before.Said, mine.Said, theirs.Said)), join.Clashes);
    }
}
