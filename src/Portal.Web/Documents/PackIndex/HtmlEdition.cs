namespace Portal.Web.Documents.PackIndex;

/// <summary>
/// The HTML edition of a pack: small pages that are read from disk without a server, script or any request beyond themselves. They follow WCAG 2.2 AA: one h1,
/// headings in order, landmarks, tables with captions and scopes, a way past the links. The same pack gives the same bytes.
/// </summary>
public sealed class HtmlEdition
{
    private readonly PackDocument _pack;
    private readonly List<EditionPage> _pages;

    public HtmlEdition(PackDocument pack)
    {
        _pack = pack;
        var links = new EvidenceUses(pack);
        _pages =
        [
            new(PackAddress.Start, pack.Title, new StartPage(pack).Write),
            new(PackAddress.ReadingPlan, "The first hour: a reading plan", html => ReadingPlanPage.Write(html, pack)),
            new(PackAddress.Readiness, "Readiness notes", html => ReadinessPage.Write(html, pack)),
            .. pack.Judgements.Select((area, place) => new EditionPage(
                PackAddress.JudgementPage(place + 1), $"{area.Code} {area.Title}", html => new JudgementPage(html, pack, place + 1).Write())),
            .. pack.AnnexA.Count == 0 ? [] : new[] { new EditionPage(PackAddress.AnnexA, "Annex A questions", html => RecordPages.AnnexA(html, pack, 2)) },
            new(PackAddress.Evidence, "Index of evidence", html => EvidencePage.Write(html, pack, links)),
            .. pack.Caveats.Count == 0 ? [] : new[] { new EditionPage(PackAddress.Caveats, "Caveats and dissent", html => RecordPages.Caveats(html, pack, 2)) },
            new(PackAddress.Signatures, "Signatures", html => RecordPages.Signatures(html, pack)),
        ];
    }

    /// <summary>The pages in reading order, the start page first: names below <c>data/</c>, and titles.</summary>
    public IReadOnlyList<(string Name, string Title)> Pages => [.. _pages.Select(p => (p.Name, p.Title))];

    /// <param name="writer">UTF-8, as the page declares; left open.</param>
    /// <param name="name">Of one of the <see cref="Pages"/>.</param>
    /// <exception cref="ArgumentException">The path of a piece of evidence leads out of the pack.</exception>
    public void Write(TextWriter writer, string name)
    {
        var page = _pages.Find(p => p.Name == name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, null);
        EditionFrame.Write(writer, page, _pack.BodyName, _pack.Attribution, html => Navigation(html, page));
    }

    private void Navigation(HtmlText html, EditionPage current)
    {
        html.Markup("<nav aria-label=\"Pages of this pack\">\n<ol>\n");
        foreach (var page in _pages)
        {
            html.Markup("<li>");
            if (page == current)
            {
                html.Markup("<strong aria-current=\"page\">").Text(page.Title).Markup("</strong>");
            }
            else
            {
                html.Place(page.Name, page.Name == PackAddress.Start ? "Start page" : page.Title);
            }

            html.Markup("</li>\n");
        }

        html.Markup("</ol>\n</nav>\n");
    }
}
