using System.Globalization;
using Portal.Web.Documents.Office;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.Papers;

/// <summary>The whole signed self-assessment as a Word document that can be edited; the signed text itself is the JSON file beside it.</summary>
public static class SignedWord
{
    public static Task WriteAsync(Stream output, SignedPapers papers, CancellationToken ct)
    {
        var about = new OfficeProperties(papers.Title, papers.Document.Body.Name, papers.Document.Framework.Title, papers.SubmittedAt);
        return DocxWriter.WriteAsync(output, $"{papers.Document.Body.Name}   self-assessment {(papers.IsRedacted ? "without what is withheld" : "as signed")}", about, word => WriteAsync(word, papers, ct));
    }

    private static async Task WriteAsync(DocxWriter word, SignedPapers papers, CancellationToken ct)
    {
        var document = papers.Document;
        word.Heading(1, papers.Title);
        word.Text($"{document.Framework.Title}\n{document.PeriodFrom.Words()} to {document.PeriodTo.Words()}\nSubmitted {papers.SubmittedAt.Words()}");
        word.Note(papers.IsRedacted
            ? $"Some of it is withheld; what was signed is the whole text.\n{string.Join('\n', papers.Withheld)}"
            : $"A copy to work with. What was signed is the file self-assessment.json, whose SHA-256 is {papers.ContentHash}.");
        word.Contents();
        AssessmentInWord.Write(word, document);
        AnnexA(word, document);
        await EvidenceAsync(word, papers, ct);
        Caveats(word, papers);
        await SignaturesAsync(word, papers, ct);
        word.Note(document.Attribution);
    }

    private static void AnnexA(DocxWriter word, SelfAssessmentDocument document)
    {
        if (document.AnnexA is not { } questions)
        {
            return;
        }

        word.Heading(2, "Annex A questions");
        foreach (var question in questions)
        {
            word.Heading(3, $"{question.Id} {question.Title}");
            word.Note(question.Question);
            word.Text(question.Said ?? "Not answered.");
        }
    }

    private static async Task EvidenceAsync(DocxWriter word, SignedPapers papers, CancellationToken ct)
    {
        word.Heading(2, "Index of evidence");
        if (papers.Document.Evidence.Count == 0)
        {
            word.Text("There are no items of evidence.");
            return;
        }

        var uses = papers.Uses;
        var rows = papers.Document.Evidence.Select(e => (IReadOnlyList<string>)
        [
            e.Number.ToString("000", CultureInfo.InvariantCulture),
            e.MarkedTitle,
            $"{e.Kind.Words()}\n{e.Describes.Words()}",
            e.Shows,
            string.Join('\n', uses[e.Number]),
            e.IsWithheld ? "" : $"{papers.Paths[e.Number]}\nSHA-256 {e.Sha256}",
        ]);
        await word.TableAsync(
            new DataTable("Evidence", ["No.", "Title", "Kind and date it describes", "What it shows", "Where it is used", "File in the pack"], rows.ToAsyncEnumerable()), ct, [7, 18, 16, 24, 15, 20]);
    }

    private static void Caveats(DocxWriter word, SignedPapers papers)
    {
        word.Heading(2, "Caveats and dissent");
        if (papers.OnRecord.Count == 0)
        {
            word.Text("None are on the record.");
        }

        foreach (var caveat in papers.OnRecord)
        {
            word.Heading(3, $"{caveat.Kind.Words()} on {caveat.Subject ?? "the whole"}");
            word.Note($"{caveat.By}, {caveat.Post}, {caveat.At.Words()}");
            word.Text(caveat.Text);
            foreach (var answer in caveat.Answers)
            {
                word.Heading(4, $"Answered by {answer.By}, {answer.Post}, {answer.At.Words()}");
                word.Text(answer.Text);
            }
        }
    }

    private static async Task SignaturesAsync(DocxWriter word, SignedPapers papers, CancellationToken ct)
    {
        word.Heading(2, "Signatures");
        await word.TableAsync(
            new DataTable(
                "Signatures", ["Post", "Name", "Signed at", .. papers.IsRedacted ? Array.Empty<string>() : ["Content hash signed"]],
                papers.Signatures.Select(s => (IReadOnlyList<string>)[s.Post, s.Name, s.At.Words(), .. papers.IsRedacted ? Array.Empty<string>() : [s.ContentHash]]).ToAsyncEnumerable()),
            ct, papers.IsRedacted ? [40, 30, 30] : [24, 22, 22, 32]);
    }
}
