using System.Globalization;
using Portal.Web.Files;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>Every piece of evidence once: what it shows, and where it is used.</summary>
internal static class EvidencePage
{
    public static void Write(HtmlText html, PackDocument pack, EvidenceUses uses)
    {
        if (pack.Evidence.Count == 0)
        {
            html.Element("p", "This pack holds no evidence files.");
            return;
        }

        var table = new HtmlTable(html, "register", pack.Evidence.Any(e => e.IsWithheld) ? "Every item of evidence, also those that are withheld" : "Every file of evidence in this pack", "Number", "Title", "Kind", "Date it describes", "What it shows", "Where it is used", "Size", "SHA-256");
        foreach (var evidence in pack.Evidence)
        {
            html.Markup($"<tr id=\"{PackAddress.EvidenceId(evidence.Number)}\">");
            table.Cell(evidence.Number.ToString("000", CultureInfo.InvariantCulture));
            html.Markup("<th scope=\"row\">").Document(evidence).Markup("</th>");
            table.Cell(evidence.Kind.Words());
            table.Cell(evidence.Describes.Words());
            table.Cell(evidence.Shows);
            Uses(html, uses.Of(evidence));
            table.Cell(evidence.IsWithheld ? "" : ByteCount.InWords(evidence.Length));
            table.Code(evidence.Sha256);
            html.Markup("</tr>\n");
        }

        table.End();
    }

    private static void Uses(HtmlText html, IEnumerable<(string Address, string Text)> uses)
    {
        html.Markup("<td>");
        var first = true;
        foreach (var (address, text) in uses)
        {
            html.Markup(first ? "" : "<br />").Place(address, text);
            first = false;
        }

        html.Text(first ? "Nowhere" : "").Markup("</td>");
    }
}
