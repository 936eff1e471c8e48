using Portal.Domain.Frameworks;
using Portal.Web.Documents.Office;
using Portal.Web.Words;

namespace Portal.Web.Documents;

/// <summary>The text of a self-assessment as people read it, in a Word document: judgements at the second level of headings, criteria at the third.</summary>
public static class AssessmentInWord
{
    public static void Write(DocxWriter word, SelfAssessmentDocument document)
    {
        var titles = document.Evidence.ToDictionary(e => e.Number, e => e.Title);
        foreach (var judgement in document.Judgements)
        {
            word.Heading(2, judgement.Title);
            word.Heading(3, "Grade and reasons");
            word.Text($"Grade: {judgement.GradeLabel ?? "not given"}");
            Part(word, 4, "Reasons", judgement.Text.Reasons);
            Part(word, 4, "What kept it from the grade above", judgement.Text.KeptFromHigher);
            Part(word, 4, "What kept it from the grade below", judgement.Text.KeptFromLower);
            Part(word, 4, "Children’s voice", judgement.Text.ChildrensVoice);
            foreach (var criterion in judgement.Criteria)
            {
                Criterion(word, criterion, document.Framework.Questions ?? AnswerQuestions.AsHeadings, titles);
            }
        }
    }

    private static void Criterion(DocxWriter word, CriterionSection criterion, AnswerQuestions asked, Dictionary<int, string> titles)
    {
        word.Heading(3, $"{criterion.Id} {criterion.Title}");
        word.Note(criterion.Text);
        var listed = criterion.Evidence.Select(u => u.Reference).OfType<int>().ToHashSet();
        if (criterion.Answer is { } answer)
        {
            Part(word, 4, asked.Know, answer.Know, listed);
            Part(word, 4, asked.HowKnown, answer.HowKnown, listed);
            Part(word, 4, asked.Difference, answer.Difference, listed);
            Part(word, 4, "Strength of that claim", answer.Strength?.Words() ?? "");
            Part(word, 4, asked.Next, answer.Next, listed);
            Part(word, 4, "Own grade", criterion.SelfGradeLabel ?? "");
        }
        else
        {
            word.Text("Not answered.");
        }

        if (criterion.Evidence.Count == 0)
        {
            return;
        }

        word.Heading(4, "Evidence");
        foreach (var use in criterion.Evidence)
        {
            var text = $"[{use.Reference ?? use.Number}] {titles[use.Number]}{(use.Passage is null ? "" : $", {use.Passage}")}";
            if (use.Reference is { } reference)
            {
                word.Referred(reference, text);
            }
            else
            {
                word.Text(text);
            }
        }
    }

    private static void Part(DocxWriter word, int level, string question, string text, IReadOnlySet<int>? listed = null)
    {
        if (text.Length > 0)
        {
            word.Heading(level, question);
            word.Text(text, listed);
        }
    }
}
