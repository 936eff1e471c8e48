using Portal.Domain.Frameworks;
using Portal.Web.Documents;
using Portal.Web.Documents.Office;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything as a Word document: the text as people read it, then what lies behind it as tables.</summary>
internal static class ExportDocument
{
    /// <summary>Tables that the text itself does not tell.</summary>
    private static readonly string[] _behind = ["Annex A", "Evidence", "History", "Comments", "Comments before editing", "Steps of areas", "Changes asked for", "Remarks let stand", "Caveats and dissent", "Late additions", "Versions", "Trail"];

    public static async Task WriteAsync(Stream output, SelfAssessmentDocument document, IReadOnlyList<DataTable> tables, PrintHead head, CancellationToken ct)
    {
        var asked = document.Framework.Questions ?? AnswerQuestions.AsHeadings;
        using var word = new DocxWriter(output, head.Line);
        word.Heading(1, $"Self-assessment of {document.Body.Name}");
        word.Text($"{document.Framework.Title}\n{document.PeriodFrom.Words()} to {document.PeriodTo.Words()}\nAs it stood on {document.FrozenAt.Words()}");
        foreach (var judgement in document.Judgements)
        {
            word.Heading(2, judgement.Title);
            word.Text($"Grade: {judgement.GradeLabel ?? "not given yet"}");
            Part(word, 3, "Reasons", judgement.Text.Reasons);
            Part(word, 3, "What kept it from the grade above", judgement.Text.KeptFromHigher);
            Part(word, 3, "What kept it from the grade below", judgement.Text.KeptFromLower);
            Part(word, 3, "Children’s voice", judgement.Text.ChildrensVoice);
            foreach (var criterion in judgement.Criteria)
            {
                word.Heading(3, $"{criterion.Id} {criterion.Title}");
                word.Note(criterion.Text);
                if (criterion.Answer is not { } answer)
                {
                    word.Text("Not answered.");
                    continue;
                }

                Part(word, 4, asked.Know, answer.Know);
                Part(word, 4, asked.HowKnown, answer.HowKnown);
                Part(word, 4, asked.Difference, answer.Difference);
                Part(word, 4, "Strength of that claim", answer.Strength?.Words() ?? "");
                Part(word, 4, asked.Next, answer.Next);
                Part(word, 4, "Own grade", criterion.SelfGradeLabel ?? "");
                Part(word, 4, "Evidence", string.Join('\n', criterion.Evidence.Select(u => $"[{u.Reference ?? u.Number}] {document.Evidence.First(e => e.Number == u.Number).Title}{(u.Passage is null ? "" : $", {u.Passage}")}")));
            }
        }

        foreach (var table in tables.Where(t => _behind.Contains(t.Name)))
        {
            word.Heading(2, table.Name);
            await word.TableAsync(table, ct);
        }

        word.Note(document.Attribution);
    }

    private static void Part(DocxWriter word, int level, string question, string text)
    {
        if (text.Length > 0)
        {
            word.Heading(level, question);
            word.Text(text);
        }
    }
}
