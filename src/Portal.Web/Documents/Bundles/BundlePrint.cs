using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Bundles;

/// <summary>Writes the pages that the portal itself puts into a bundle, as HTML for <see cref="Printing.HtmlPrinter"/>.</summary>
internal static class BundlePrint
{
    private const string Css = """
        @page { size: A4; margin: 18mm 18mm 22mm; }
        html { font-family: Arial, "Liberation Sans", "DejaVu Sans", sans-serif; font-size: 10.5pt; line-height: 1.45; color: #0b0c0c; }
        body { margin: 0; overflow-wrap: anywhere; }
        a { color: #0f4a80; }
        h1 { font-size: 24pt; line-height: 1.2; margin: 0 0 8mm; }
        h2 { font-size: 17pt; break-before: page; margin: 0 0 5mm; }
        h3 { font-size: 13pt; margin: 8mm 0 2mm; }
        h4 { font-size: 11pt; margin: 4mm 0 1mm; }
        h1, h2, h3, h4, caption { break-after: avoid; }
        p { margin: 0 0 3mm; }
        .grade { font-weight: bold; border: 1.5pt solid #0b0c0c; display: inline-block; padding: 1mm 3mm; }
        .criterion { border-left: 2.5pt solid #505a5f; padding-left: 3mm; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; table-layout: fixed; }
        caption { text-align: left; font-weight: bold; padding-bottom: 1.5mm; }
        th, td { text-align: left; vertical-align: top; padding: 1mm 3mm 1mm 0; border-bottom: .5pt solid #505a5f; }
        tr { break-inside: avoid; }
        .place { width: 20mm; white-space: nowrap; }
        dt { font-weight: bold; }
        dd { margin: 0 0 2.5mm; }
        code { font-family: "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: 8.5pt; word-break: break-all; }
        .cover { height: 245mm; display: flex; flex-direction: column; justify-content: center; }
        .divider { height: 250mm; overflow: hidden; break-after: page; display: flex; flex-direction: column; justify-content: center; }
        .divider:last-of-type { break-after: auto; }
        .divider h1 { max-height: 60mm; overflow: hidden; }
        .divider h1.long { font-size: 14pt; margin: 0 0 4mm; }
        .divider > h1, .divider > p { flex-shrink: 0; }
        .divider dd { max-height: 45mm; overflow: hidden; }
        .divider dd.long { max-height: 90mm; font-size: 8pt; line-height: 1.25; }
        .why { border: 1.5pt solid #0b0c0c; padding: 3mm; font-weight: bold; }
        img { display: block; max-width: 100%; max-height: 250mm; margin: auto; }
        pre { font: 9pt/1.35 "Liberation Mono", "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
        """;

    /// <summary>Characters of a title that fits on a divider in large letters.</summary>
    private const int ShortTitle = 100;

    /// <summary>Characters of a fact that fit on a divider in letters of the usual size, and in small ones.</summary>
    private const int ShortFact = 600, LongFact = 2_000;

    /// <summary>One picture on one page.</summary>
    /// <param name="writer">UTF-8; left open.</param>
    /// <param name="title">What it is.</param>
    /// <param name="fileName">Of the picture, which lies beside the page.</param>
    public static void Picture(TextWriter writer, string title, string fileName) =>
        Page(writer, title, html => html.Markup($"<img{HtmlText.Attribute("alt", title)}{HtmlText.Attribute("src", Uri.EscapeDataString(fileName))} />\n"));

    /// <summary>A text as it was written, each of its pages on a new one.</summary>
    public static void Text(TextWriter writer, string title, IEnumerable<string> pages) => Page(writer, title, html =>
    {
        foreach (var (number, text) in pages.Index())
        {
            html.Markup(number == 0 ? "<pre>" : "<pre style=\"break-before: page\">").Text(text).Markup("</pre>\n");
        }
    });

    /// <summary>For each item of evidence one page, which says what follows it or which file to open.</summary>
    public static void Dividers(TextWriter writer, IBundleText text, IReadOnlyList<BoundItem> items) => Page(writer, "Dividers", html =>
    {
        foreach (var item in items)
        {
            var divider = text.DividerOf(item.Number);
            html.Markup("<section class=\"divider\">\n").Element("p", $"Evidence {item.Number:000}").Element("h1", divider.Title, divider.Title.Length > ShortTitle ? " class=\"long\"" : "").Markup("<dl>\n");
            foreach (var (term, value) in divider.Facts)
            {
                html.Element("dt", term).Markup(value.Length > ShortFact ? "<dd class=\"long\">" : "<dd>").Text(OnADivider(value)).Markup("</dd>\n");
            }

            if (divider.Sha256.Length > 0)
            {
                html.Markup("<dt>SHA-256</dt><dd><code>").Text(divider.Sha256).Markup("</code></dd>\n");
            }

            html.Markup("</dl>\n");
            html.Markup(item.Why is null ? "<p>" : "<p class=\"why\">").Text(Follows(item)).Markup("</p>\n</section>\n");
        }
    });

    /// <summary>Cover, index and the whole text.</summary>
    /// <param name="writer">UTF-8; left open.</param>
    /// <param name="text">What is said.</param>
    /// <param name="items">What became of the evidence, with its places.</param>
    /// <param name="headings">By heading of this very text, the page of the bundle it begins on; empty as long as that is not known.</param>
    /// <param name="linked">Whether the places lead to pages of the same document.</param>
    public static void Front(TextWriter writer, IBundleText text, IReadOnlyList<BoundItem> items, IReadOnlyDictionary<string, PagePlace> headings, bool linked) =>
        Page(writer, $"{text.Title}: {text.BodyName}", html => text.Write(html, new EvidencePlaces(items, linked), headings));

    /// <summary>What follows the divider of an item, or which file to open.</summary>
    internal static string Follows(BoundItem item) => item.Fate switch
    {
        BundleFate.AsItIs => $"The {Pages(item)} of the PDF follow{S(item)}.",
        BundleFate.Converted => $"{Pages(item)} follow{S(item)}, made from the document. The document itself may look different: it is in the pack.",
        BundleFate.Printed => $"{Pages(item)} follow{S(item)}, printed from the file.",
        BundleFate.Withheld => item.Why!,
        _ => $"{item.Why} Nothing of it is bound here: open the file named above.",
    };

    private static void Page(TextWriter writer, string title, Action<HtmlText> body)
    {
        var html = new HtmlText(writer);
        html.Markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src file:\" />\n").Element("title", title)
            .Markup("<style>\n").Markup(Css).Markup("\n</style>\n</head>\n<body>\n");
        body(html);
        html.Markup("</body>\n</html>\n");
    }

    /// <summary>A divider is one page; what does not fit on it says so.</summary>
    private static string OnADivider(string fact) => fact.Length <= LongFact ? fact : $"{fact[..LongFact]}… The rest is in the pages of the pack that are read in a browser.";

    private static string Pages(BoundItem item) => item.Pages == 1 ? "1 page" : $"{item.Pages:N0} pages";

    private static string S(BoundItem item) => item.Pages == 1 ? "s" : "";
}
