using System.Globalization;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Time;

namespace Portal.Web.Documents.Bundles;

/// <summary>Section A of a bundle: cover, index with pages, and the self-assessment whose references name pages of the evidence.</summary>
internal sealed class BundleFront(
    HtmlText html, PackDocument pack, IReadOnlyList<BoundItem> items, IReadOnlyDictionary<string, PagePlace> headings, bool linked)
{
    private const string AnnexA = "Annex A questions", Caveats = "Caveats and dissent", Signatures = "Signatures";

    private readonly EvidencePlaces _places = new(items, linked);

    public void Write()
    {
        Cover();
        Index();
        foreach (var (i, judgement) in pack.Judgements.Index())
        {
            html.Element("h2", Title(judgement));
            new BoundJudgement(html, pack, i + 1, _places).Write();
        }

        if (pack.AnnexA.Count > 0)
        {
            html.Element("h2", AnnexA);
            RecordPages.AnnexA(html, pack, 3);
        }

        if (pack.Caveats.Count > 0)
        {
            html.Element("h2", Caveats);
            RecordPages.Caveats(html, pack, 3);
        }

        html.Element("h2", Signatures);
        RecordPages.Signatures(html, pack);
    }

    private void Cover()
    {
        html.Markup("<section class=\"cover\">\n").Element("p", pack.BodyName).Element("h1", pack.Title).Markup("<dl>\n");
        Term("Framework", pack.FrameworkTitle);
        Term("Period", pack.Period);
        Term("Submitted", pack.Submitted);
        html.Markup("<dt>Content hash that was signed</dt><dd><code>").Text(pack.ContentHash).Markup("</code></dd>\n</dl>\n")
            .Element("p", linked
                ? "Section A is the self-assessment, section B the evidence in the order of its number. Each page carries its place in its lower right corner. This bundle is not tagged for "
                    + "assistive technology: index.html in the pack says the same and is made to be read with it."
                : "Places such as B-12 are pages of bundle.pdf, in the same pack.")
            .Paragraphs(pack.Attribution).Markup("</section>\n");
    }

    private void Index()
    {
        html.Element("h2", "Index").Markup("<table>\n<caption>Section A: self-assessment</caption>\n<thead><tr><th scope=\"col\">Part</th><th scope=\"col\" class=\"place\">Page</th></tr></thead>\n<tbody>\n");
        foreach (var title in TitlesOf(pack))
        {
            html.Markup("<tr><th scope=\"row\">").Text(title).Markup("</th>");
            _places.Cell(html, headings.GetValueOrDefault(title));
            html.Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n<table>\n<caption>Section B: evidence</caption>\n<thead><tr><th scope=\"col\" class=\"place\">Number</th><th scope=\"col\">Document</th>")
            .Markup("<th scope=\"col\">Date it describes</th><th scope=\"col\" class=\"place\">Page</th></tr></thead>\n<tbody>\n");
        foreach (var evidence in pack.Evidence)
        {
            html.Markup("<tr><td class=\"place\">").Text(evidence.Number.ToString("000", CultureInfo.InvariantCulture)).Markup("</td><th scope=\"row\">").Text(evidence.Title).Markup("</th>");
            html.Element("td", evidence.Describes.Words());
            _places.Cell(html, _places.Of(evidence));
            html.Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n");
    }

    /// <summary>The main parts of section A behind the index.</summary>
    public static IReadOnlyList<string> TitlesOf(PackDocument pack) =>
    [
        .. pack.Judgements.Select(Title),
        .. pack.AnnexA.Count > 0 ? [AnnexA] : Array.Empty<string>(),
        .. pack.Caveats.Count > 0 ? [Caveats] : Array.Empty<string>(),
        Signatures,
    ];

    private static string Title(PackJudgement judgement) => $"{judgement.Code} {judgement.Title}";

    private void Term(string term, string value) => html.Element("dt", term).Element("dd", value);
}
