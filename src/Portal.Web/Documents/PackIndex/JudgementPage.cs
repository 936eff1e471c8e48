using System.Globalization;
using Portal.Domain.Evidence;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>One judgement in full: its grade with reasons, then each criterion with its answer and the evidence behind it.</summary>
internal sealed class JudgementPage(HtmlText html, PackDocument pack, int number)
{
    private readonly PackJudgement _area = pack.Judgements[number - 1];

    public void Write()
    {
        html.Markup("<p class=\"grade\">Grade: ").Text(_area.Grade).Markup("</p>\n");
        Said("h2", "Reasons for the grade", _area.Reasons);
        html.Element("h2", "How near it is to another grade", " id=\"nearness\"");
        Said("h3", "What kept it from a higher grade", _area.KeptFromHigher);
        Said("h3", "What kept it from a lower grade", _area.KeptFromLower);
        Said("h2", "The voice of children", _area.ChildrensVoice);
        foreach (var placed in PlacedCriterion.Under(_area, number))
        {
            Criterion(placed.Criterion, PackAddress.CriterionId(number, placed.Number));
        }
    }

    private void Criterion(PackCriterion criterion, string id)
    {
        html.Element("h2", $"{criterion.Id} {criterion.Title}", $" id=\"{id}\"")
            .Markup("<div class=\"criterion\">\n").Paragraphs(criterion.Text).Markup("</div>\n");
        if (!string.IsNullOrWhiteSpace(criterion.SelfGradeLabel))
        {
            html.Element("p", $"Self-grade: {criterion.SelfGradeLabel}");
        }

        var listed = criterion.Evidence.Select(e => e.Reference).OfType<int>().ToHashSet();
        Said("h3", pack.Questions.Know, criterion.Know, listed);
        Said("h3", pack.Questions.HowKnown, criterion.HowKnown, listed);
        Said("h3", pack.Questions.Difference, criterion.Difference, listed);
        if (criterion.Strength is { } strength)
        {
            html.Element("p", $"Strength of that claim: {strength.Words()}");
        }

        Said("h3", pack.Questions.Next, criterion.Next, listed);
        html.Element("h3", "Evidence");
        if (criterion.Evidence.Count == 0)
        {
            html.Element("p", "No evidence is linked to this criterion.");
            return;
        }

        var table = new HtmlTable(
            html, id + "-evidence", $"Evidence for {criterion.Id}", "Reference", "Number", "Title", "Kind", "Date it describes", "What it shows", "Page or passage");
        foreach (var (evidence, passage, reference) in criterion.Evidence)
        {
            html.Markup(reference is { } at ? $"<tr id=\"reference-{at}\">" : "<tr>");
            table.Cell(reference is { } mark ? References.Mark(mark) : "");
            html.Markup("<td>").Place(PackAddress.EvidenceItem(evidence.Number), evidence.Number.ToString("000", CultureInfo.InvariantCulture)).Markup("</td>");
            html.Markup("<th scope=\"row\">").Link(evidence.Href, evidence.Title).Markup("</th>");
            table.Cell(evidence.Kind.Words());
            table.Cell(evidence.Describes.Words());
            table.Cell(evidence.Shows);
            table.Cell(string.IsNullOrWhiteSpace(passage) ? "Whole document" : passage);
            html.Markup("</tr>\n");
        }

        table.End();
    }

    private void Said(string heading, string question, string? answer, IReadOnlySet<int>? listed = null)
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
}
