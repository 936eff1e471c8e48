using Portal.Web.Documents;
using Portal.Web.Documents.Office;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything as a Word document: the text as people read it, then what lies behind it as tables.</summary>
internal static class ExportDocument
{
    /// <summary>Tables that the text itself does not tell.</summary>
    private static readonly string[] _behind = ["Annex A", "Evidence", "History", "Comments", "Comments before editing", "Steps of areas", "Changes asked for", "Remarks let stand", "Caveats and dissent", "Late additions", "Versions", "Trail"];

    public static async Task WriteAsync(Stream output, SelfAssessmentDocument document, IReadOnlyList<DataTable> tables, PrintHead head, CancellationToken ct)
    {
        using var word = new DocxWriter(output, head.Line);
        word.Heading(1, $"Self-assessment of {document.Body.Name}");
        word.Text($"{document.Framework.Title}\n{document.PeriodFrom.Words()} to {document.PeriodTo.Words()}\nAs it stood on {document.FrozenAt.Words()}");
        AssessmentInWord.Write(word, document);
        foreach (var table in tables.Where(t => _behind.Contains(t.Name)))
        {
            word.Heading(2, table.Name);
            await word.TableAsync(table, ct);
        }

        word.Note(document.Attribution);
    }
}
