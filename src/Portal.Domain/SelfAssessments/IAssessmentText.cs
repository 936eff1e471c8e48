using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>A text of a self-assessment: an answer, a judgement, what is said to a question of Annex A.</summary>
public interface IAssessmentText<TText> : IWritten<TText>
{
    /// <summary>Replaces the text. Whoever calls has shown the writer version <paramref name="basedOn"/>.</summary>
    /// <returns>False when somebody else wrote meanwhile: nothing was changed, and both texts must be shown.</returns>
    bool TryRewrite(SelfAssessment of, TText text, int basedOn, Id<Person> by, DateTime at);
}
