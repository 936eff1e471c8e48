using System.Globalization;
using Portal.Domain.Presentations;
using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Slides;

/// <summary>The handout of a presentation: one HTML file that brings its style along and is printed on A4. What it says is what is shown, with criterion and evidence of each point; no notes.</summary>
internal static class HandoutHtml
{
    private const string Style =
        """
        @page { size: A4; margin: 18mm 16mm; }
        body { font: 11pt/1.4 Arial, sans-serif; color: #0b0c0c; margin: 0; }
        h1 { font-size: 20pt; margin: 0 0 2mm; overflow-wrap: anywhere; }
        h2 { font-size: 14pt; margin: 0; padding: 2mm 3mm; overflow-wrap: anywhere; break-after: avoid; }
        section { margin: 0 0 7mm; break-inside: avoid; }
        ul { margin: 2mm 0 0; padding-left: 6mm; }
        li { margin: 0 0 2mm; overflow-wrap: anywhere; }
        .source { display: block; font-size: 9pt; color: #505a5f; }
        .mark { font-weight: bold; margin: 0 0 4mm; }
        table { border-collapse: collapse; width: 100%; margin-top: 2mm; }
        caption { text-align: left; font-weight: bold; padding-bottom: 1mm; }
        th, td { border-bottom: 1px solid #b1b4b6; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        """;

    /// <param name="writer">Takes the file.</param>
    /// <param name="deck">The presentation; hidden slides are left out.</param>
    /// <param name="notes">Knows criterion and evidence; null where only the numbers are known.</param>
    public static void Write(TextWriter writer, SlideDeck deck, SlideNotes? notes)
    {
        var html = new HtmlText(writer);
        html.Markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n").Element("title", $"{deck.Title}: {deck.Body}")
            .Markup($"<style>\n{Style}\nh2 {{ background: #{deck.Colours.Band}; color: #{deck.Colours.OnBand}; print-color-adjust: exact; }}\n</style>\n</head>\n<body>\n<main>\n")
            .Element("p", deck.Marking, " class=\"mark\"").Element("h1", deck.Title).Element("p", deck.Body).Element("p", deck.DrawnFrom);
        foreach (var slide in deck.Slides.Where(s => !s.Hidden).Select(s => s.Slide))
        {
            html.Markup("<section>\n").Element("h2", slide.Title, " dir=\"auto\"");
            if (slide.Chart is { } chart)
            {
                Table(html, chart);
            }

            if (slide.Shown.Any())
            {
                html.Markup("<ul>\n");
                foreach (var statement in slide.Shown)
                {
                    Point(html, statement, notes);
                }

                html.Markup("</ul>\n");
            }

            html.Markup("</section>\n");
        }

        html.Markup("</main>\n</body>\n</html>\n");
    }

    private static void Point(HtmlText html, Statement statement, SlideNotes? notes)
    {
        html.Markup("<li dir=\"auto\">");
        if (statement.Heading is { } heading)
        {
            html.Markup("<strong>").Text($"{heading}: ").Markup("</strong>");
        }

        html.Text(statement.Text);
        var source = Source(statement, notes);
        if (source.Length > 0)
        {
            html.Markup("<span class=\"source\">").Text(source).Markup("</span>");
        }

        html.Markup("</li>\n");
    }

    /// <summary>Criterion and evidence of a point in one line; empty where it has none.</summary>
    internal static string Source(Statement statement, SlideNotes? notes) => notes is null
        ? statement.Evidence.Count == 0 ? "" : $"Evidence {string.Join(", ", statement.Evidence)} in the pack"
        : string.Join("; ", new[] { notes.Criterion(statement) }.OfType<string>().Concat(notes.Behind(statement).Select(b => $"[{b.Reference}] {b.Entry.Title}{(b.Passage is null ? "" : $", {b.Passage}")}")));

    private static void Table(HtmlText html, SlideChart chart)
    {
        html.Markup("<table>\n").Element("caption", chart.Unit).Markup("<thead><tr><td></td>");
        foreach (var series in chart.Series)
        {
            html.Element("th", series.Name, " scope=\"col\"");
        }

        html.Markup("</tr></thead>\n<tbody>\n");
        var most = chart.Scale?.Count ?? chart.Series.SelectMany(s => s.Values).Select(v => v ?? 0).DefaultIfEmpty(0).Max();
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            html.Markup("<tr>").Element("th", chart.Categories[i], " scope=\"row\"");
            foreach (var series in chart.Series)
            {
                var wide = most <= 0 || series.Values[i] is not > 0 ? 0 : series.Values[i]!.Value / most * 100;
                html.Markup("<td>").Text(chart.InWords(series.Values[i]))
                    .Markup(string.Create(CultureInfo.InvariantCulture, $"<svg width=\"100%\" height=\"8\" aria-hidden=\"true\"><rect width=\"{wide:0.#}%\" height=\"8\" fill=\"#505a5f\" /></svg></td>"));
            }

            html.Markup("</tr>\n");
        }

        html.Markup("</tbody>\n</table>\n");
    }
}
