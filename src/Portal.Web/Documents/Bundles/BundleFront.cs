using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Evidence;
using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Bundles;

/// <summary>Section A of a bundle: cover, index with pages, and the self-assessment whose references name pages of the evidence.</summary>
internal sealed partial class BundleFront(
    HtmlText html, PackDocument pack, IReadOnlyList<BoundItem> items, IReadOnlyDictionary<string, PagePlace> headings, bool linked)
{
    private readonly Dictionary<int, BoundItem> _items = items.ToDictionary(i => i.Number);

    public void Write()
    {
        Cover();
        Index();
        foreach (var judgement in pack.Judgements)
        {
            Judgement(judgement);
        }

        AnnexA();
        Caveats();
        Signatures();
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
        foreach (var title in Titles())
        {
            html.Markup("<tr><th scope=\"row\">").Text(title).Markup("</th>");
            Place(headings.GetValueOrDefault(title));
        }

        html.Markup("</tbody>\n</table>\n<table>\n<caption>Section B: evidence</caption>\n<thead><tr><th scope=\"col\" class=\"place\">Number</th><th scope=\"col\">Document</th>")
            .Markup("<th scope=\"col\">Date it describes</th><th scope=\"col\" class=\"place\">Page</th></tr></thead>\n<tbody>\n");
        foreach (var evidence in pack.Evidence)
        {
            html.Markup("<tr><td class=\"place\">").Text(evidence.Number.ToString("000", CultureInfo.InvariantCulture)).Markup("</td><th scope=\"row\">").Text(evidence.Title).Markup("</th>");
            html.Element("td", evidence.DateDescribed);
            Place(Of(evidence.Number, null));
        }

        html.Markup("</tbody>\n</table>\n");
    }

    private IEnumerable<string> Titles() =>
    [
        .. pack.Judgements.Select(Title),
        .. pack.AnnexA.Count > 0 ? ["Annex A questions"] : Array.Empty<string>(),
        .. pack.Caveats.Count > 0 ? ["Caveats and dissent"] : Array.Empty<string>(),
        "Signatures",
    ];

    private static string Title(PackJudgement judgement) => $"{judgement.Code} {judgement.Title}";

    private void Judgement(PackJudgement judgement)
    {
        html.Element("h2", Title(judgement)).Markup("<p class=\"grade\">Grade: ").Text(judgement.GradeLabel).Markup("</p>\n");
        Answer("h3", "Reasons for the grade", judgement.Reasons);
        Answer("h3", "What kept it from a higher grade", judgement.KeptFromHigher);
        Answer("h3", "What kept it from a lower grade", judgement.KeptFromLower);
        Answer("h3", "The voice of children", judgement.ChildrensVoice);
        foreach (var criterion in judgement.Criteria)
        {
            Criterion(criterion);
        }
    }

    private void Criterion(PackCriterion criterion)
    {
        html.Element("h3", $"{criterion.Id} {criterion.Title}").Markup("<div class=\"criterion\">\n").Paragraphs(criterion.Text).Markup("</div>\n");
        if (criterion.SelfGradeLabel is { Length: > 0 } grade)
        {
            html.Element("p", $"Self-grade: {grade}");
        }

        var places = criterion.Evidence.Where(e => e.Reference is not null).ToDictionary(e => e.Reference!.Value, e => Of(e.Evidence.Number, e.PageOrPassage));
        Answer("h4", pack.Questions.Know, criterion.Know, places);
        Answer("h4", pack.Questions.HowKnown, criterion.HowKnown, places);
        Answer("h4", pack.Questions.Difference, criterion.Difference, places);
        if (criterion.Strength is { } strength)
        {
            html.Element("p", $"Strength of that claim: {strength}");
        }

        Answer("h4", pack.Questions.Next, criterion.Next, places);
        if (criterion.Evidence.Count == 0)
        {
            html.Element("p", "No evidence is linked to this criterion.");
            return;
        }

        html.Markup("<table>\n").Element("caption", $"Evidence for {criterion.Id}")
            .Markup("<thead><tr><th scope=\"col\" class=\"place\">Reference</th><th scope=\"col\">Document</th><th scope=\"col\">Page or passage</th><th scope=\"col\" class=\"place\">Bundle</th></tr></thead>\n<tbody>\n");
        foreach (var (evidence, passage, reference) in criterion.Evidence)
        {
            html.Markup("<tr><td class=\"place\">").Text(reference is { } mark ? References.Mark(mark) : "").Markup("</td><th scope=\"row\">")
                .Text($"{evidence.Number:000} {evidence.Title}").Markup("</th>").Element("td", string.IsNullOrWhiteSpace(passage) ? "Whole document" : passage);
            Place(Of(evidence.Number, passage));
        }

        html.Markup("</tbody>\n</table>\n");
    }

    private void AnnexA()
    {
        if (pack.AnnexA.Count == 0)
        {
            return;
        }

        html.Element("h2", "Annex A questions");
        foreach (var (heading, question, said) in pack.AnnexA)
        {
            html.Element("h3", heading).Markup("<div class=\"criterion\">\n").Paragraphs(question).Markup("</div>\n").Paragraphs(string.IsNullOrWhiteSpace(said) ? "Not answered." : said);
        }
    }

    private void Caveats()
    {
        if (pack.Caveats.Count == 0)
        {
            return;
        }

        html.Element("h2", "Caveats and dissent");
        foreach (var caveat in pack.Caveats)
        {
            html.Element("h3", caveat.Heading).Paragraphs(caveat.Text).Element("p", caveat.By);
            foreach (var (text, by) in caveat.Answers)
            {
                html.Element("h4", "Answer").Paragraphs(text).Element("p", by);
            }
        }
    }

    private void Signatures()
    {
        html.Element("h2", "Signatures").Markup("<table>\n<caption>Who signed this version</caption>\n")
            .Markup("<thead><tr><th scope=\"col\">Post</th><th scope=\"col\">Name</th><th scope=\"col\">Signed at</th><th scope=\"col\">Content hash signed</th></tr></thead>\n<tbody>\n");
        foreach (var signature in pack.Signatures)
        {
            html.Markup("<tr><th scope=\"row\">").Text(signature.Post).Markup("</th>").Element("td", signature.Name).Element("td", signature.SignedAt)
                .Markup("<td><code>").Text(signature.ContentHash).Markup("</code></td></tr>\n");
        }

        html.Markup("</tbody>\n</table>\n");
    }

    private void Answer(string heading, string question, string? answer, IReadOnlyDictionary<int, PagePlace?>? places = null)
    {
        html.Element(heading, question);
        if (string.IsNullOrWhiteSpace(answer))
        {
            html.Element("p", "Not answered.");
        }
        else
        {
            html.Paragraphs(answer, reference => Cited(reference, places?.GetValueOrDefault(reference)));
        }
    }

    /// <summary>A reference with the page it leads to: “[3, B-12]”.</summary>
    private (string Words, string? Address) Cited(int reference, PagePlace? place) =>
        place is null ? (References.Mark(reference), null) : ($"[{reference}, {place}]", linked ? place.Address : null);

    private void Place(PagePlace? place) => html.Markup(linked && place is not null ? $"<td class=\"place\"><a{HtmlText.Attribute("href", place.Address)}>" : "<td class=\"place\">")
        .Text(place?.ToString() ?? "").Markup(linked && place is not null ? "</a></td></tr>\n" : "</td></tr>\n");

    /// <summary>Where an item stands, or the page of it that a passage names at its beginning, where its own pages were bound.</summary>
    private PagePlace? Of(int number, string? passage)
    {
        if (!_items.TryGetValue(number, out var item) || item.Place.Split('-') is not [var section, var first])
        {
            return null;
        }

        var page = item.Fate == BundleFate.AsItIs && NamedPage().Match(passage ?? "") is { Success: true } named
            && int.TryParse(named.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said <= item.Pages ? said : 0;
        return new PagePlace(section, int.Parse(first, CultureInfo.InvariantCulture) + page);
    }

    private void Term(string term, string value) => html.Element("dt", term).Element("dd", value);

    [GeneratedRegex(@"^\s*(page|p\.?)\s*(?<number>[1-9][0-9]{0,5})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedPage();
}
