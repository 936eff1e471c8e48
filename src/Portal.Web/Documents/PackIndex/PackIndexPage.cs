using System.Globalization;
using Portal.Domain.Evidence;
using Portal.Web.Files;

namespace Portal.Web.Documents.PackIndex;

/// <summary>
/// The page a review team opens first: one HTML file, read from disk without a server, script or any request beyond itself. It follows
/// WCAG 2.2 AA: one h1, headings in order, landmarks, tables with captions and scopes.
/// </summary>
public sealed class PackIndexPage
{
    private readonly HtmlText html;
    private readonly PackDocument pack;

    private PackIndexPage(TextWriter writer, PackDocument pack)
    {
        html = new HtmlText(writer);
        this.pack = pack;
    }

    /// <param name="writer">UTF-8, as the page declares; left open.</param>
    /// <param name="pack">What to show.</param>
    /// <exception cref="ArgumentException">The path of a piece of evidence leads out of the pack.</exception>
    public static void Write(TextWriter writer, PackDocument pack) => new PackIndexPage(writer, pack).Write();

    private void Write()
    {
        html.Markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n")
            .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
            .Element("title", $"{pack.Title} – {pack.BodyName}")
            .Markup("<style>\n").Markup(PackIndexStyle.Css).Markup("\n</style>\n</head>\n<body>\n")
            .Markup("<a class=\"skip\" href=\"#main\">Skip to main content</a>\n<header>\n")
            .Element("p", pack.BodyName).Markup("</header>\n<main id=\"main\" tabindex=\"-1\">\n")
            .Element("h1", pack.Title);
        Summary();
        Contents();
        for (var i = 0; i < pack.Judgements.Count; i++)
        {
            Judgement(pack.Judgements[i], i + 1);
        }

        AnnexA();
        Caveats();
        Register();
        Signatures();
        html.Markup("</main>\n<footer>\n").Paragraphs(pack.Attribution).Markup("</footer>\n</body>\n</html>\n");
    }

    private void Summary()
    {
        html.Markup("<dl>\n");
        Term("Body", pack.BodyName);
        Term("Framework", pack.FrameworkTitle);
        Term("Period", pack.Period);
        Term("Submitted", pack.Submitted);
        html.Element("dt", "Content hash (SHA-256 of self-assessment.json)").Markup("<dd><code>").Text(pack.ContentHash).Markup("</code></dd>\n</dl>\n");
    }

    private void Term(string term, string value) => html.Element("dt", term).Element("dd", value);

    private void Contents()
    {
        html.Markup("<nav aria-labelledby=\"contents\">\n").Element("h2", "Contents", " id=\"contents\"").Markup("<ol>\n");
        for (var i = 0; i < pack.Judgements.Count; i++)
        {
            var judgement = pack.Judgements[i];
            html.Markup($"<li><a href=\"#{JudgementId(i + 1)}\">").Text($"{judgement.Code} {judgement.Title}").Markup("</a>: ").Text(judgement.GradeLabel);
            html.Markup(judgement.Criteria.Count > 0 ? "\n<ul>\n" : "");
            for (var j = 0; j < judgement.Criteria.Count; j++)
            {
                var criterion = judgement.Criteria[j];
                html.Markup($"<li><a href=\"#{CriterionId(i + 1, j + 1)}\">").Text($"{criterion.Id} {criterion.Title}").Markup("</a></li>\n");
            }

            html.Markup(judgement.Criteria.Count > 0 ? "</ul>\n</li>\n" : "</li>\n");
        }

        html.Markup(pack.AnnexA.Count > 0 ? "<li><a href=\"#annex-a\">Annex A questions</a></li>\n" : "");
        html.Markup(pack.Caveats.Count > 0 ? "<li><a href=\"#caveats\">Caveats and dissent</a></li>\n" : "");
        html.Markup("<li><a href=\"#register\">Register of evidence</a></li>\n<li><a href=\"#signatures\">Signatures</a></li>\n</ol>\n</nav>\n");
    }

    private void AnnexA()
    {
        if (pack.AnnexA.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"annex-a\">\n").Element("h2", "Annex A questions", " id=\"annex-a\"");
        foreach (var (heading, question, said) in pack.AnnexA)
        {
            html.Element("h3", heading).Markup("<div class=\"criterion\">\n").Paragraphs(question).Markup("</div>\n").Paragraphs(said ?? "Not answered.");
        }

        html.Markup("</section>\n");
    }

    private void Caveats()
    {
        if (pack.Caveats.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"caveats\">\n").Element("h2", "Caveats and dissent", " id=\"caveats\"");
        foreach (var caveat in pack.Caveats)
        {
            html.Element("h3", caveat.Heading).Element("p", caveat.By).Paragraphs(caveat.Text);
            foreach (var (text, by) in caveat.Answers)
            {
                html.Element("h4", $"Answered by {by}").Paragraphs(text);
            }
        }

        html.Markup("</section>\n");
    }

    private void Judgement(PackJudgement judgement, int number)
    {
        var id = JudgementId(number);
        html.Markup($"<section aria-labelledby=\"{id}\">\n").Element("h2", $"{judgement.Code} {judgement.Title}", $" id=\"{id}\"")
            .Markup("<p class=\"grade\">Grade: ").Text(judgement.GradeLabel).Markup("</p>\n");
        Answer("h3", "Reasons for the grade", judgement.Reasons);
        Answer("h3", "What kept it from a higher grade", judgement.KeptFromHigher);
        Answer("h3", "What kept it from a lower grade", judgement.KeptFromLower);
        Answer("h3", "The voice of children", judgement.ChildrensVoice);
        for (var i = 0; i < judgement.Criteria.Count; i++)
        {
            Criterion(judgement.Criteria[i], CriterionId(number, i + 1));
        }

        html.Markup("</section>\n");
    }

    private void Criterion(PackCriterion criterion, string id)
    {
        html.Element("h3", $"{criterion.Id} {criterion.Title}", $" id=\"{id}\"")
            .Markup("<div class=\"criterion\">\n").Paragraphs(criterion.Text).Markup("</div>\n");
        if (!string.IsNullOrWhiteSpace(criterion.SelfGradeLabel))
        {
            html.Element("p", $"Self-grade: {criterion.SelfGradeLabel}");
        }

        var listed = criterion.Evidence.Select(e => e.Reference).OfType<int>().ToHashSet();
        Answer("h4", pack.Questions.Know, criterion.Know, listed);
        Answer("h4", pack.Questions.HowKnown, criterion.HowKnown, listed);
        Answer("h4", pack.Questions.Difference, criterion.Difference, listed);
        if (criterion.Strength is { } strength)
        {
            html.Element("p", $"Strength of that claim: {strength}");
        }

        Answer("h4", pack.Questions.Next, criterion.Next, listed);
        html.Element("h4", "Evidence");
        if (criterion.Evidence.Count == 0)
        {
            html.Element("p", "No evidence is linked to this criterion.");
            return;
        }

        TableStart(id + "-evidence", $"Evidence for {criterion.Id}", "Reference", "File", "Title", "Kind", "Date it describes", "What it shows", "Page or passage");
        foreach (var (evidence, passage, reference) in criterion.Evidence)
        {
            html.Markup(reference is { } at ? $"<tr id=\"reference-{at}\">" : "<tr>");
            Cell(reference is { } mark ? References.Mark(mark) : "");
            Cell(Number(evidence.Number));
            html.Markup("<th scope=\"row\">").Link(evidence.Href, evidence.Title).Markup("</th>");
            Cell(evidence.Kind);
            Cell(evidence.DateDescribed);
            Cell(evidence.Shows);
            Cell(string.IsNullOrWhiteSpace(passage) ? "Whole document" : passage);
            html.Markup("</tr>\n");
        }

        TableEnd();
    }

    private void Answer(string heading, string question, string? answer, IReadOnlySet<int>? listed = null)
    {
        html.Element(heading, question);
        if (string.IsNullOrWhiteSpace(answer))
        {
            html.Element("p", "Not answered.");
        }
        else
        {
            html.Paragraphs(answer, listed);
        }
    }

    private void Register()
    {
        html.Markup("<section aria-labelledby=\"register\">\n").Element("h2", "Register of evidence", " id=\"register\"");
        if (pack.Evidence.Count == 0)
        {
            html.Element("p", "This pack holds no evidence files.");
        }
        else
        {
            TableStart("register-table", "Every file of evidence in this pack", "Number", "Title", "Kind", "Date it describes", "Size", "SHA-256");
            foreach (var evidence in pack.Evidence)
            {
                html.Markup("<tr>");
                Cell(Number(evidence.Number));
                html.Markup("<th scope=\"row\">").Link(evidence.Href, evidence.Title).Markup("</th>");
                Cell(evidence.Kind);
                Cell(evidence.DateDescribed);
                Cell(ByteCount.InWords(evidence.Length));
                html.Markup("<td><code>").Text(evidence.Sha256).Markup("</code></td></tr>\n");
            }

            TableEnd();
        }

        html.Markup("</section>\n");
    }

    private void Signatures()
    {
        html.Markup("<section aria-labelledby=\"signatures\">\n").Element("h2", "Signatures", " id=\"signatures\"");
        TableStart("signatures-table", "Who signed this version", "Post", "Name", "Signed at", "Content hash signed");
        foreach (var signature in pack.Signatures)
        {
            html.Markup("<tr><th scope=\"row\">").Text(signature.Post).Markup("</th>");
            Cell(signature.Name);
            Cell(signature.SignedAt);
            html.Markup("<td><code>").Text(signature.ContentHash).Markup("</code></td></tr>\n");
        }

        TableEnd();
        html.Markup("</section>\n");
    }

    /// <summary>A table wider than the window scrolls in a region that the keyboard can reach.</summary>
    private void TableStart(string id, string caption, params ReadOnlySpan<string> columns)
    {
        html.Markup($"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n")
            .Element("caption", caption, $" id=\"{id}\"").Markup("<thead>\n<tr>");
        foreach (var column in columns)
        {
            html.Markup("<th scope=\"col\">").Text(column).Markup("</th>");
        }

        html.Markup("</tr>\n</thead>\n<tbody>\n");
    }

    private void TableEnd() => html.Markup("</tbody>\n</table>\n</div>\n");

    private void Cell(string text) => html.Markup("<td>").Text(text).Markup("</td>");

    private static string Number(int number) => number.ToString("000", CultureInfo.InvariantCulture);

    private static string JudgementId(int number) => string.Create(CultureInfo.InvariantCulture, $"judgement-{number}");

    private static string CriterionId(int judgement, int number) => string.Create(CultureInfo.InvariantCulture, $"criterion-{judgement}-{number}");
}
