using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>How one criterion or judgement differs between two texts of a self-assessment.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Parts">The questions to which something else is said, with the difference in words.</param>
public sealed record ComparedPart(string Title, IReadOnlyList<(string Question, WordDifference Difference)> Parts);

/// <summary>Two texts of self-assessments side by side, judgement by judgement and criterion by criterion.</summary>
/// <param name="Changed">What differs, in the order of the later text.</param>
/// <param name="Same">How many criteria and judgements are the same in both.</param>
public sealed record PositionComparison(IReadOnlyList<ComparedPart> Changed, int Same)
{
    public static PositionComparison Of(SelfAssessmentDocument before, SelfAssessmentDocument after)
    {
        var asked = after.Framework.Questions ?? AnswerQuestions.Usual;
        var judgements = before.Judgements.ToDictionary(j => j.Code, StringComparer.Ordinal);
        var criteria = before.Judgements.SelectMany(j => j.Criteria).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var evidence = (Before: Titles(before), After: Titles(after));
        var parts = new List<ComparedPart>();
        foreach (var judgement in after.Judgements)
        {
            judgements.Remove(judgement.Code, out var old);
            parts.Add(Part(
                judgement.Title + ", judgement",
                [
                    ("Grade", old?.GradeLabel, judgement.GradeLabel),
                    (WrittenField.Reasons.Words(asked), old?.Text.Reasons, judgement.Text.Reasons),
                    (WrittenField.KeptFromHigher.Words(asked), old?.Text.KeptFromHigher, judgement.Text.KeptFromHigher),
                    (WrittenField.KeptFromLower.Words(asked), old?.Text.KeptFromLower, judgement.Text.KeptFromLower),
                    (WrittenField.ChildrensVoice.Words(asked), old?.Text.ChildrensVoice, judgement.Text.ChildrensVoice),
                ]));
            foreach (var criterion in judgement.Criteria)
            {
                criteria.Remove(criterion.Id, out var was);
                parts.Add(Criterion(asked, was, criterion, evidence));
            }
        }

        parts.AddRange(judgements.Values.Select(gone => Part(gone.Title + ", judgement (gone from the framework)", [("Grade", gone.GradeLabel, null), ("Why this grade?", gone.Text.Reasons, null)])));
        parts.AddRange(criteria.Values.Select(gone => Criterion(asked, gone, null, evidence)));
        return new PositionComparison(parts.FindAll(p => p.Parts.Count > 0), parts.Count(p => p.Parts.Count == 0));
    }

    private static ComparedPart Criterion(
        AnswerQuestions asked, CriterionSection? before, CriterionSection? after, (Dictionary<int, string> Before, Dictionary<int, string> After) evidence)
    {
        var (old, now) = (before?.Answer ?? AnswerText.Empty, after?.Answer ?? AnswerText.Empty);
        return Part(
            $"{(after ?? before)!.Id} {(after ?? before)!.Title}{(after is null ? " (gone from the framework)" : "")}",
            [
                (asked.Know, old.Know, now.Know),
                (asked.HowKnown, old.HowKnown, now.HowKnown),
                (asked.Difference, old.Difference, now.Difference),
                ("How strong is that claim?", old.Strength?.Words(), now.Strength?.Words()),
                (asked.Next, old.Next, now.Next),
                ("Own grade", before?.SelfGradeLabel, after?.SelfGradeLabel),
                ("Evidence", Uses(before, evidence.Before), Uses(after, evidence.After)),
            ]);
    }

    private static ComparedPart Part(string title, IReadOnlyList<(string Question, string? Before, string? After)> texts) => new(
        title, [.. texts.Where(t => (t.Before ?? "") != (t.After ?? "")).Select(t => (t.Question, WordDifference.Between(t.Before, t.After)))]);

    private static Dictionary<int, string> Titles(SelfAssessmentDocument document) => document.Evidence.ToDictionary(e => e.Number, e => e.Title);

    private static string Uses(CriterionSection? criterion, Dictionary<int, string> titles) => criterion is null
        ? ""
        : string.Join('\n', criterion.Evidence.Select(u => titles[u.Number] + (u.Passage is null ? "" : $", {u.Passage}")).Order(StringComparer.Ordinal));
}
