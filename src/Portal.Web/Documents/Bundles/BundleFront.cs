using System.Globalization;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Time;

namespace Portal.Web.Documents.Bundles;

/// <summary>What stands at the front of every bundle: a cover, and an index with pages.</summary>
internal static class BundleFront
{
    public static void Cover(HtmlText html, IBundleText text, BundleCover cover)
    {
        html.Markup("<section class=\"cover\">\n").Element("p", text.BodyName).Element("h1", text.Title).Markup("<dl>\n");
        foreach (var (term, value) in cover.Facts)
        {
            html.Element("dt", term).Element("dd", value);
        }

        foreach (var (term, hash) in cover.Hashes)
        {
            html.Element("dt", term).Markup("<dd><code>").Text(hash).Markup("</code></dd>\n");
        }

        html.Markup("</dl>\n").Element("p", cover.HowToRead).Paragraphs(cover.Attribution).Markup("</section>\n");
    }

    /// <param name="html">Written to.</param>
    /// <param name="sections">What the two parts of the index are called.</param>
    /// <param name="text">Whose headings are listed.</param>
    /// <param name="evidence">In the order of its number.</param>
    /// <param name="places">Where it stands.</param>
    /// <param name="headings">Where the headings stand, as far as that is known.</param>
    public static void Index(
        HtmlText html, (string Text, string Evidence) sections, IBundleText text, IEnumerable<PackEvidence> evidence, EvidencePlaces places, IReadOnlyDictionary<string, PagePlace> headings)
    {
        html.Element("h2", "Index").Markup("<table>\n").Element("caption", sections.Text)
            .Markup("<thead><tr><th scope=\"col\">Part</th><th scope=\"col\" class=\"place\">Page</th></tr></thead>\n<tbody>\n");
        foreach (var title in text.Headings)
        {
            html.Markup("<tr><th scope=\"row\">").Text(title).Markup("</th>");
            places.Cell(html, headings.GetValueOrDefault(title));
            html.Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n<table>\n").Element("caption", sections.Evidence)
            .Markup("<thead><tr><th scope=\"col\" class=\"place\">Number</th><th scope=\"col\">Document</th>")
            .Markup("<th scope=\"col\">Date it describes</th><th scope=\"col\" class=\"place\">Page</th></tr></thead>\n<tbody>\n");
        foreach (var item in evidence)
        {
            html.Markup("<tr><td class=\"place\">").Text(item.Number.ToString("000", CultureInfo.InvariantCulture)).Markup("</td><th scope=\"row\">").Text(item.Title).Markup("</th>");
            html.Element("td", item.Describes.Words());
            places.Cell(html, places.Of(item));
            html.Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n");
    }
}

/// <summary>What a cover says beside the title.</summary>
/// <param name="Facts">In order.</param>
/// <param name="Hashes">SHA-256, each with what it is of.</param>
/// <param name="HowToRead">A paragraph.</param>
/// <param name="Attribution">Whose words the framework quotes, and under which licence.</param>
internal sealed record BundleCover(
    IReadOnlyList<(string Term, string Value)> Facts, IReadOnlyList<(string Term, string Hash)> Hashes, string HowToRead, string Attribution);
