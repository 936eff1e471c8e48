using System.Globalization;
using Portal.Domain.Evidence;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>A judgement on a page of its own; references lead to the rows of its tables of evidence.</summary>
internal sealed class JudgementPage(HtmlText html, PackDocument pack, int number) : JudgementText(html, pack, number, level: 2)
{
    private readonly HtmlText _html = html;

    protected override (string Words, string? Address) Cited(PackCriterion criterion, int reference) =>
        (References.Mark(reference), criterion.Evidence.Any(e => e.Reference == reference) ? $"#reference-{reference}" : null);

    protected override void Evidence(PackCriterion criterion, string id)
    {
        var table = new HtmlTable(
            _html, id + "-evidence", $"Evidence for {criterion.Id}", "Reference", "Number", "Title", "Kind", "Date it describes", "What it shows", "Page or passage");
        foreach (var (evidence, passage, reference) in criterion.Evidence)
        {
            _html.Markup(reference is { } at ? $"<tr id=\"reference-{at}\">" : "<tr>");
            table.Cell(reference is { } mark ? References.Mark(mark) : "");
            _html.Markup("<td>").Place(PackAddress.EvidenceItem(evidence.Number), evidence.Number.ToString("000", CultureInfo.InvariantCulture)).Markup("</td>");
            _html.Markup("<th scope=\"row\">").Document(evidence).Markup("</th>");
            table.Cell(evidence.Kind.Words());
            table.Cell(evidence.Describes.Words());
            table.Cell(evidence.Shows);
            table.Cell(string.IsNullOrWhiteSpace(passage) ? "Whole document" : passage);
            _html.Markup("</tr>\n");
        }

        table.End();
    }
}
