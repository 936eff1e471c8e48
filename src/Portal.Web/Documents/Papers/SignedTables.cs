using System.Globalization;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.Office;
using Portal.Web.Words;

namespace Portal.Web.Documents.Papers;

/// <summary>Grades, answers, actions and evidence of a signed self-assessment as sheets of a workbook. Every cell is text.</summary>
public static class SignedTables
{
    public static Task WriteAsync(Stream output, SignedPapers papers, CancellationToken ct) => XlsxWriter.WriteAsync(output, Of(papers), null, ct);

    /// <summary>The sheets in their order.</summary>
    public static IReadOnlyList<DataTable> Of(SignedPapers papers)
    {
        var document = papers.Document;
        var asked = document.Framework.Questions ?? AnswerQuestions.AsHeadings;
        return
        [
            Table(
                "Grades",
                ["Judgement", "Title", "Grade", "Reasons", "What kept it from the grade above", "What kept it from the grade below", "Children’s voice", "Criteria", "Answered in full", "With evidence", "Decided by", "Decided (UTC)"],
                document.Judgements.Select(Grade)),
            Table(
                "Answers",
                ["Criterion", "Title", "Judgement", asked.Know, asked.HowKnown, asked.Difference, asked.Next, "Strength of the claim", "Own grade", "Evidence", "Written by", "Written (UTC)"],
                document.Judgements.SelectMany(j => j.Criteria.Select(c => Answer(j, c)))),
            Table(
                "Actions",
                ["Criterion", "Title", "Judgement", "Grade of the judgement", asked.Next, "Written by", "Written (UTC)"],
                document.Judgements.SelectMany(j => j.Criteria.Where(c => c.Answer is { Next.Length: > 0 }).Select(c => Action(j, c)))),
            Table(
                "Evidence",
                ["Number", "Title", "Kind", "Describes", "What it shows", "Where it is used", "File in the pack", "SHA-256", "Added by", "Added (UTC)"],
                Evidence(papers)),
        ];
    }

    private static DataTable Table(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => new(name, columns, rows.ToAsyncEnumerable());

    private static IReadOnlyList<string> Grade(JudgementSection judgement) =>
    [
        judgement.Code, judgement.Title, judgement.GradeLabel ?? "", judgement.Text.Reasons, judgement.Text.KeptFromHigher, judgement.Text.KeptFromLower, judgement.Text.ChildrensVoice,
        Count(judgement.Criteria.Count), Count(judgement.Criteria.Count(c => c.Answer is { IsComplete: true })), Count(judgement.Criteria.Count(c => c.Evidence.Count > 0)),
        judgement.DecidedBy ?? "", DataTable.Utc(judgement.DecidedAt),
    ];

    private static IReadOnlyList<string> Answer(JudgementSection judgement, CriterionSection criterion)
    {
        var text = criterion.Answer ?? AnswerText.Empty;
        return
        [
            criterion.Id, criterion.Title, judgement.Title, text.Know, text.HowKnown, text.Difference, text.Next, text.Strength?.Words() ?? "", criterion.SelfGradeLabel ?? "",
            string.Join(", ", criterion.Evidence.Select(u => $"{u.Number:000}{(u.Reference is { } reference ? $" [{reference}]" : "")}")),
            criterion.WrittenBy ?? "", DataTable.Utc(criterion.WrittenAt),
        ];
    }

    private static IReadOnlyList<string> Action(JudgementSection judgement, CriterionSection criterion) =>
        [criterion.Id, criterion.Title, judgement.Title, judgement.GradeLabel ?? "", criterion.Answer!.Next, criterion.WrittenBy ?? "", DataTable.Utc(criterion.WrittenAt)];

    private static IEnumerable<IReadOnlyList<string>> Evidence(SignedPapers papers)
    {
        var uses = papers.Uses;
        return papers.Document.Evidence.Select(e => (IReadOnlyList<string>)
        [
            $"{e.Number:000}", e.Title, e.Kind.Words(), $"{e.Describes:yyyy-MM-dd}", e.Shows, string.Join('\n', uses[e.Number]), papers.Paths.GetValueOrDefault(e.Number, ""), e.Sha256, e.AddedBy, e.IsWithheld ? "" : DataTable.Utc(e.AddedAt),
        ]);
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
