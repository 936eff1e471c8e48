using Portal.Domain.Evidence;
using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Bundles;

/// <summary>A judgement in section A of a bundle: references and tables name the pages on which the evidence is bound.</summary>
internal sealed class BoundJudgement(HtmlText html, PackDocument pack, int number, EvidencePlaces places) : JudgementText(html, pack, number, level: 3)
{
    private readonly HtmlText _html = html;

    /// <summary>A reference with the page it leads to: “[3, B-12]”.</summary>
    protected override (string Words, string? Address) Cited(PackCriterion criterion, int reference) =>
        criterion.Evidence.FirstOrDefault(e => e.Reference == reference) is { } link && places.Of(link) is { } place
            ? ($"[{reference}, {place}]", places.AddressOf(place))
            : (References.Mark(reference), null);

    protected override void Evidence(PackCriterion criterion, string id)
    {
        _html.Markup("<table>\n").Element("caption", $"Evidence for {criterion.Id}")
            .Markup("<thead><tr><th scope=\"col\" class=\"place\">Reference</th><th scope=\"col\">Document</th><th scope=\"col\">Page or passage</th><th scope=\"col\" class=\"place\">Bundle</th></tr></thead>\n<tbody>\n");
        foreach (var link in criterion.Evidence)
        {
            _html.Markup("<tr><td class=\"place\">").Text(link.Reference is { } mark ? References.Mark(mark) : "").Markup("</td><th scope=\"row\">")
                .Text($"{link.Evidence.Number:000} {link.Evidence.Title}").Markup("</th>").Element("td", string.IsNullOrWhiteSpace(link.PageOrPassage) ? "Whole document" : link.PageOrPassage);
            places.Cell(_html, places.Of(link));
            _html.Markup("</tr>\n");
        }

        _html.Markup("</tbody>\n</table>\n");
    }
}
