using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Words;

namespace Portal.Web.Features.Shared;

/// <summary>One question of a form and what was said to it, in words.</summary>
/// <param name="Field">The field's name in the form.</param>
/// <param name="Question">As it is put to the writer.</param>
/// <param name="Text">What was said; empty where nothing was.</param>
/// <param name="Code">What the form holds where that is not the text, such as the code of a grade.</param>
public sealed record SaidText(string Field, string Question, string Text, string? Code = null);

/// <summary>Reads what people wrote question by question.</summary>
public static class ReadingTexts
{
    public static IReadOnlyList<SaidText> Read(this AnswerText text, Framework framework) =>
    [
        new(nameof(text.Know), framework.Questions.Know, text.Know),
        new(nameof(text.HowKnown), framework.Questions.HowKnown, text.HowKnown),
        new(nameof(text.Difference), framework.Questions.Difference, text.Difference),
        new(nameof(text.Strength), "How strong is that claim?", text.Strength?.Words() ?? "", text.Strength?.ToString() ?? ""),
        new(nameof(text.Next), framework.Questions.Next, text.Next),
        new(nameof(text.SelfGrade), "Own grade", LabelOf(text.SelfGrade, framework), text.SelfGrade ?? ""),
    ];

    public static IReadOnlyList<SaidText> Read(this JudgementText text, Framework framework) =>
    [
        new(nameof(text.Grade), "Grade", LabelOf(text.Grade, framework), text.Grade ?? ""),
        new(nameof(text.Reasons), "Why this grade?", text.Reasons),
        new(nameof(text.KeptFromHigher), "What kept it from the grade above?", text.KeptFromHigher),
        new(nameof(text.KeptFromLower), "What kept it from the grade below?", text.KeptFromLower),
        new(nameof(text.ChildrensVoice), "Whose voice stands behind it, and what changed because of it?", text.ChildrensVoice),
    ];

    public static IReadOnlyList<SaidText> Read(this AnnexAText text, AnnexAQuestion question) => [new(nameof(text.Said), question.Text, text.Said)];

    private static string LabelOf(string? grade, Framework framework) => grade is null ? "" : framework.FindGrade(grade)?.Label ?? grade;
}
