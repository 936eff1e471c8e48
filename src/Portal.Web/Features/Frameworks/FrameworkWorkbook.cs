using System.Globalization;
using Portal.Domain.Frameworks;
using Portal.Web.Documents.Office;

namespace Portal.Web.Features.Frameworks;

/// <summary>A framework as a spreadsheet: what it is, its judgements with their descriptors, its criteria, and points to think about.</summary>
internal static class FrameworkWorkbook
{
    public static async Task<byte[]> OfAsync(Framework framework, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await XlsxWriter.WriteAsync(bytes, [Facts(framework), Judgements(framework), Criteria(framework), Points(framework)], hidden: null, ct);
        return bytes.ToArray();
    }

    private static DataTable Facts(Framework framework) => Table("Framework", ["What", "Text"],
    [
        ["Title", framework.Title],
        ["Short title", framework.ShortTitle],
        ["Code", framework.Code],
        ["Version", framework.Version.ToString(CultureInfo.InvariantCulture)],
        ["Who assesses itself", framework.WhoAssessesItself()],
        ["Who answers", framework.WhoAnswers()],
        ["In use", framework.Validity()],
        ["Question 1", framework.Questions.Know],
        ["Question 2", framework.Questions.HowKnown],
        ["Question 3", framework.Questions.Difference],
        ["Question 4", framework.Questions.Next],
        ["Source", framework.Source],
        ["Attribution", framework.Attribution],
        ["SHA-256", framework.ContentHash],
    ]);

    private static DataTable Judgements(Framework framework) => Table(
        "Judgements",
        ["Code", "Title", "Kind", "Part of", .. framework.Scale.Select(g => g.Label)],
        framework.Judgements.Select(j => (IReadOnlyList<string>)[j.Code, j.Title, j.Place(), j.Parent ?? "", .. framework.Scale.Select(g => j.Descriptors[g.Code])]));

    private static DataTable Criteria(Framework framework) => Table(
        "Criteria",
        ["Id", "Judgement", "Title", "Text", "Evidence that often helps", "Annex A lists", "Note on the lists"],
        framework.Criteria.Select(c => (IReadOnlyList<string>)
        [
            c.Id, framework.JudgementOf(c.Id).Title, c.Title, c.Text, string.Join("; ", c.EvidenceHints), string.Join(", ", c.AnnexALists), c.AnnexANote ?? "",
        ]));

    private static DataTable Points(Framework framework) => Table(
        "Points to think about",
        ["Title", "Point", "Source"],
        framework.Prompts.SelectMany(p => p.Points.Select(point => (IReadOnlyList<string>)[p.Title, point, p.Source])));

    private static DataTable Table(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => new(name, columns, rows.ToAsyncEnumerable());
}
