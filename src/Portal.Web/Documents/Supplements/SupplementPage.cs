using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Supplements;

/// <summary>The page by which a supplement is read; the accessible one.</summary>
internal static class SupplementPage
{
    /// <param name="writer">UTF-8; left open.</param>
    /// <param name="supplement">What it tells.</param>
    /// <param name="files">Further files that it names, by path below <c>data/</c>.</param>
    public static void Write(TextWriter writer, SupplementDocument supplement, IReadOnlyList<(string Name, string Title)> files) =>
        EditionFrame.Write(writer, new EditionPage(PackAddress.Start, supplement.Title, html => Content(html, supplement, files)), supplement.Body.Name, supplement.Attribution);

    private static void Content(HtmlText html, SupplementDocument supplement, IReadOnlyList<(string Name, string Title)> files)
    {
        html.Element("p", SupplementWords.NotSigned).Markup("<dl>\n");
        foreach (var (term, value) in SupplementWords.Facts(supplement))
        {
            html.Element("dt", term).Element("dd", value);
        }

        foreach (var (term, hash) in SupplementWords.Hashes(supplement))
        {
            html.Element("dt", term).Markup("<dd><code>").Text(hash).Markup("</code></dd>\n");
        }

        html.Markup("</dl>\n");
        foreach (var late in supplement.Additions)
        {
            html.Element("h2", SupplementWords.Heading(late), $" id=\"{PackAddress.EvidenceId(late.Entry.Number)}\"");
            SupplementWords.Said(html, late, at => at.Link(late.File, late.Entry.FileName));
        }

        html.Element("h2", "About this supplement").Markup("<ul>\n");
        foreach (var (name, title) in files)
        {
            html.Markup("<li>").Link(name, title).Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }
}
