using System.Globalization;
using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>What a review team reads first: what this is, where everything is, and each judgement on one page.</summary>
internal sealed class StartPage(PackDocument pack)
{
    /// <summary>What comes next is listed for at most so many criteria; the judgement's page has all.</summary>
    private const int MostNext = 5;

    private const int MostCharacters = 400;

    private readonly IReadOnlyList<ReadinessNote> _notes = ReadinessNotes.Of(pack);

    public void Write(HtmlText html)
    {
        Facts(html);
        html.Markup("<section aria-labelledby=\"summaries\">\n").Element("h2", "Each judgement in short", " id=\"summaries\"");
        for (var i = 0; i < pack.Judgements.Count; i++)
        {
            Summary(html, pack.Judgements[i], i + 1);
        }

        html.Markup("</section>\n");
        About(html);
    }

    private void Facts(HtmlText html)
    {
        html.Markup("<dl>\n");
        foreach (var (term, value) in new[] { ("Body", pack.BodyName), ("Framework", pack.FrameworkTitle), ("Period", pack.Period), ("Submitted", pack.Submitted) })
        {
            html.Element("dt", term).Element("dd", value);
        }

        if (pack.ContentHash.Length > 0)
        {
            html.Element("dt", "Content hash (SHA-256 of self-assessment.json)").Markup("<dd><code>").Text(pack.ContentHash).Markup("</code></dd>\n");
        }

        html.Markup("</dl>\n");
        html.Markup("<p>").Place(PackAddress.ReadingPlan, "A plan for the first hour").Text(" says what to read first and why. ")
            .Place(PackAddress.Readiness, "Readiness notes").Text(_notes.Count switch
            {
                0 => " find nothing left open.",
                1 => " name one thing that the text leaves open.",
                var open => string.Create(CultureInfo.InvariantCulture, $" name {open} things that the text leaves open."),
            }).Markup("</p>\n");
        Withheld(html);
        Whole(html);
    }

    private void Withheld(HtmlText html)
    {
        if (pack.Withheld.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"withheld\">\n").Element("h2", "What is withheld from this pack", " id=\"withheld\"")
            .Element("p", "What was signed holds more than this pack. In the place of what is withheld stands why. Readiness notes and the reading plan are of what is left.").Markup("<ul>\n");
        foreach (var note in pack.Withheld)
        {
            html.Element("li", note);
        }

        html.Markup("</ul>\n</section>\n");
    }

    /// <summary>What is said of the whole stands before everything.</summary>
    private void Whole(HtmlText html)
    {
        var whole = pack.Caveats.Select((c, place) => (Caveat: c, Number: place + 1)).Where(c => c.Caveat.Subject is null).ToList();
        if (whole.Count > 0)
        {
            html.Element("p", "On the record about the whole:").Markup("<ul>\n");
            CaveatLinks(html, whole);
            html.Markup("</ul>\n");
        }
    }

    private void Summary(HtmlText html, PackJudgement area, int number)
    {
        var page = PackAddress.JudgementPage(number);
        html.Markup($"<article aria-labelledby=\"summary-{number}\">\n").Element("h3", $"{area.Code} {area.Title}", $" id=\"summary-{number}\"")
            .Markup("<p class=\"grade\">Grade: ").Text(area.Grade).Markup("</p>\n");
        Nearness(html, area, number);
        Strongest(html, area, number);
        Counts(html, area);
        Next(html, area, number);
        Open(html, area, number);
        html.Markup("<p>").Place(page, $"All of {area.Code} {area.Title}").Markup("</p>\n</article>\n");
    }

    private static void Nearness(HtmlText html, PackJudgement area, int number)
    {
        html.Element("h4", "How near it is to another grade").Markup("<dl>\n");
        foreach (var (term, said) in new[] { ("What kept it from a higher grade", area.KeptFromHigher), ("What kept it from a lower grade", area.KeptFromLower) })
        {
            var excerpt = Excerpt.Of(said, 3, MostCharacters);
            html.Element("dt", term).Markup("<dd>").Text(excerpt.Text.Length > 0 ? excerpt.Text : "Not said.");
            if (!excerpt.IsWhole)
            {
                html.Markup(" ").Place(PackAddress.Nearness(number), $"Read all of it: {term.ToLowerInvariant()}, {area.Code}");
            }

            html.Markup("</dd>\n");
        }

        html.Markup("</dl>\n");
    }

    private static void Strongest(HtmlText html, PackJudgement area, int number)
    {
        var strongest = PlacedCriterion.Under(area, number).Where(c => c.Criterion.IsAnswered)
            .OrderByDescending(c => c.Criterion.Strength).ThenByDescending(c => c.Items).Take(3).ToList();
        if (strongest.Count == 0)
        {
            return;
        }

        html.Element("h4", strongest.Count == 1 ? "The strongest statement" : "The strongest statements")
            .Element("p", "By how much stands behind the claim, as its writer says, then by the number of items of evidence.").Markup("<ul>\n");
        foreach (var placed in strongest)
        {
            html.Markup("<li>").Place(placed.Address, $"{placed.Criterion.Id} {placed.Criterion.Title}").Text(": ")
                .Text(Excerpt.Of(placed.Criterion.Know, 1, MostCharacters).Text is { Length: > 0 } known ? known : "What is known is not said.");
            if (Excerpt.Of(placed.Criterion.Difference, 1, MostCharacters).Text is { Length: > 0 } difference)
            {
                html.Text($" Difference: {difference}");
            }

            html.Text($" ({StrengthOf(placed.Criterion)}{Items(placed.Items)})").Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    private static string StrengthOf(PackCriterion criterion) => criterion.Strength is { } strength ? $"{strength.Words().ToLowerInvariant()}, " : "";

    private static string Items(int count) => count switch
    {
        0 => "no evidence",
        1 => "1 item of evidence",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} items of evidence"),
    };

    private static void Counts(HtmlText html, PackJudgement area)
    {
        var items = area.Criteria.SelectMany(c => c.Evidence).Select(e => e.Evidence).DistinctBy(e => e.Number).ToList();
        html.Element("h4", "Evidence").Markup("<p>").Text(items.Count == 0 ? "None." : $"{Items(items.Count)}: ");
        html.Text(string.Join(", ", items.GroupBy(e => e.Kind).OrderBy(g => g.Key)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key.Words().ToLowerInvariant()} {g.Count()}")))).Markup("</p>\n");
    }

    private static void Next(HtmlText html, PackJudgement area, int number)
    {
        var next = PlacedCriterion.Under(area, number).Where(c => !string.IsNullOrWhiteSpace(c.Criterion.Next)).ToList();
        if (next.Count == 0)
        {
            return;
        }

        html.Element("h4", "What comes next").Markup("<ul>\n");
        foreach (var placed in next.Take(MostNext))
        {
            html.Markup("<li>").Place(placed.Address, placed.Criterion.Id).Text($": {Excerpt.Of(placed.Criterion.Next, 1, MostCharacters).Text}").Markup("</li>\n");
        }

        if (next.Count > MostNext)
        {
            html.Markup("<li>").Place(PackAddress.JudgementPage(number), string.Create(CultureInfo.InvariantCulture, $"{next.Count - MostNext} more in {area.Code}")).Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    private void Open(HtmlText html, PackJudgement area, int number)
    {
        var caveats = pack.Caveats.Select((c, place) => (Caveat: c, Number: place + 1))
            .Where(c => c.Caveat.Subject is { } subject && (subject == area.Code || area.Criteria.Any(x => x.Id == subject))).ToList();
        var gaps = _notes.Where(n => n.Judgement == number).GroupBy(n => n.Kind).OrderBy(g => g.Key).ToList();
        html.Element("h4", "Caveats and gaps");
        if (caveats.Count + gaps.Count == 0)
        {
            html.Element("p", "None.");
            return;
        }

        html.Markup("<ul>\n");
        CaveatLinks(html, caveats);
        foreach (var gap in gaps)
        {
            html.Markup("<li>").Text(gap.Key is NoteKind.WithoutReasons or NoteKind.WithoutVoice ? "" : string.Create(CultureInfo.InvariantCulture, $"{gap.Count()} × "))
                .Place($"{PackAddress.Readiness}#{ReadinessPage.IdOf(gap.Key)}", gap.Key.Words()).Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    private static void CaveatLinks(HtmlText html, IEnumerable<(PackCaveat Caveat, int Number)> caveats)
    {
        foreach (var (caveat, number) in caveats)
        {
            html.Markup("<li>").Place(PackAddress.Caveat(number), caveat.Heading).Text($": {Excerpt.Of(caveat.Text, 1, MostCharacters).Text}").Markup("</li>\n");
        }
    }

    private void About(HtmlText html)
    {
        html.Markup("<section aria-labelledby=\"about\">\n").Element("h2", "About this pack", " id=\"about\"")
            .Element("p", "These pages are the accessible edition of the pack: they can be read with a screen reader, a keyboard alone, enlarged, and without a network. "
                + "A bundle PDF, where the pack holds one, puts the documents together for printing and for naming a page; it is not tagged for assistive technology. Whoever cannot use it finds the same text here, and each document in its own file.");
        if (pack.Files.Count > 0)
        {
            html.Markup("<ul>\n");
            foreach (var (name, title) in pack.Files)
            {
                html.Markup("<li>").Link(name, title).Markup("</li>\n");
            }

            html.Markup("</ul>\n");
        }

        html.Markup("</section>\n");
    }
}
