using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Several texts that stand under one criterion or judgement from now on, one after another so that nothing is lost. Grades are never put together.</summary>
internal static class TextsTogether
{
    public static AnswerText Of(IReadOnlyList<AnswerText> texts) => new(
        Join(texts.Select(t => t.Know)), Join(texts.Select(t => t.HowKnown)), Join(texts.Select(t => t.Difference)), Join(texts.Select(t => t.Next)),
        Strength: texts is [{ Strength: var strength }] ? strength : null);

    public static JudgementText Of(IReadOnlyList<JudgementText> texts) => new(
        null, Join(texts.Select(t => t.Reasons)), Join(texts.Select(t => t.KeptFromHigher)), Join(texts.Select(t => t.KeptFromLower)), Join(texts.Select(t => t.ChildrensVoice)));

    private static string Join(IEnumerable<string> texts) => string.Join("\n\n", texts.Where(t => t.Length > 0));
}
