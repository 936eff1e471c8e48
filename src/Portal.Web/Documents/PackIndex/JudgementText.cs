using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>
/// One judgement in full: its grade with reasons, then each criterion with its answer and the evidence behind it. Where references lead, and what is told of the
/// evidence, is for the page it stands on.
/// </summary>
/// <param name="html">Written to.</param>
/// <param name="pack">The pack.</param>
/// <param name="number">Of the judgement, from 1.</param>
/// <param name="level">Of its main headings: 2 for an h2.</param>
internal abstract class JudgementText(HtmlText html, PackDocument pack, int number, int level)
{
    public void Write()
    {
        var area = pack.Judgements[number - 1];
        html.Markup("<p class=\"grade\">Grade: ").Text(area.Grade).Markup("</p>\n");
        Said(level, "Reasons for the grade", area.Reasons);
        html.Element($"h{level}", "How near it is to another grade", $" id=\"{PackAddress.NearnessId(number)}\"");
        Said(level + 1, "What kept it from a higher grade", area.KeptFromHigher);
        Said(level + 1, "What kept it from a lower grade", area.KeptFromLower);
        Said(level, "The voice of children", area.ChildrensVoice);
        foreach (var placed in PlacedCriterion.Under(area, number))
        {
            Criterion(placed.Criterion, PackAddress.CriterionId(number, placed.Number));
        }
    }

    /// <summary>What is written for a reference in an answer to a criterion, and where it leads; null for nowhere.</summary>
    protected abstract (string Words, string? Address) Cited(PackCriterion criterion, int reference);

    /// <summary>Writes what is told of the evidence behind a criterion, of which there is some.</summary>
    protected abstract void Evidence(PackCriterion criterion, string id);

    private void Criterion(PackCriterion criterion, string id)
    {
        html.Element($"h{level}", $"{criterion.Id} {criterion.Title}", $" id=\"{id}\"")
            .Markup("<div class=\"criterion\">\n").Paragraphs(criterion.Text).Markup("</div>\n");
        if (!string.IsNullOrWhiteSpace(criterion.SelfGradeLabel))
        {
            html.Element("p", $"Self-grade: {criterion.SelfGradeLabel}");
        }

        Answer(pack.Questions.Know, criterion.Know);
        Answer(pack.Questions.HowKnown, criterion.HowKnown);
        Answer(pack.Questions.Difference, criterion.Difference);
        if (criterion.Strength is { } strength)
        {
            html.Element("p", $"Strength of that claim: {strength.Words()}");
        }

        Answer(pack.Questions.Next, criterion.Next);
        html.Element($"h{level + 1}", "Evidence");
        if (criterion.Evidence.Count == 0)
        {
            html.Element("p", "No evidence is linked to this criterion.");
        }
        else
        {
            Evidence(criterion, id);
        }

        void Answer(string question, string? answer) => Said(level + 1, question, answer, reference => Cited(criterion, reference));
    }

    private void Said(int heading, string question, string? answer, Func<int, (string Words, string? Address)>? citing = null)
    {
        html.Element($"h{heading}", question);
        if (string.IsNullOrWhiteSpace(answer))
        {
            html.Element("p", "Not answered.");
        }
        else if (citing is null)
        {
            html.Paragraphs(answer);
        }
        else
        {
            html.Paragraphs(answer, citing);
        }
    }
}
