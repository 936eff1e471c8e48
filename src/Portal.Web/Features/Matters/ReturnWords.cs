using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Matters;

/// <summary>What an agency says, question by question.</summary>
internal static class ReturnWords
{
    /// <remarks>A return asks for a score of its own, and not how strong a claim is.</remarks>
    public static IReadOnlyList<SaidText> Read(AnswerText text, Framework framework) =>
    [
        .. text.Read(framework).Where(s => s.Field != nameof(AnswerText.Strength)).Select(s => s.Field == nameof(AnswerText.SelfGrade) ? s with { Question = "Your own score" } : s),
    ];
}
