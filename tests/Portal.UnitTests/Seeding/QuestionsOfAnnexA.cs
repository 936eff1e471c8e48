using System.Text;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

/// <summary>The questions of Annex A as they are shipped, and files with faults.</summary>
public sealed class QuestionsOfAnnexA
{
    [Fact]
    public void Every_shipped_question_bears_on_a_judgement_of_its_framework()
    {
        var questions = AnnexAQuestionsFile.Read(SeedFiles.Path("annex-a-questions.json"));
        var frameworks = new[] { SeedFiles.SingleInspection, SeedFiles.BoardReview, SeedFiles.Section11, SeedFiles.SelfEvaluation }.Select(SeedFiles.Framework).ToList();

        frameworks.Sum(f => questions.Of(f).Count).ShouldBe(questions.All.Count);
        frameworks.ShouldAllBe(f => questions.Of(f).All(q => f.FindCriterion(q.Id) == null));
        questions.Of(frameworks[0]).Count.ShouldBe(19);
        questions.Of(frameworks[1]).Count.ShouldBe(14);
    }

    [Fact]
    public void A_file_with_faults_is_refused_with_all_of_them()
    {
        const string Text = """
            { "source": "Made up.", "questions": [
              { "id": "LSCB-01", "framework": "f", "judgement": "A", "title": "T", "text": "?" },
              { "id": "AXA-01", "framework": "f", "judgement": "A", "title": "T", "text": "?" },
              { "id": "AXA-01", "framework": "f", "judgement": "A", "title": "T", "text": "?", "more": 1 }
            ] }
            """;

        var refused = Should.Throw<SeedFileRefused>(() => AnnexAQuestionsFile.Read(Encoding.UTF8.GetBytes(Text), "copy.json"));

        refused.Faults.Select(f => f.Place).ShouldBe(["$.questions[2].more", "$.questions[0].id", "$.questions"], ignoreOrder: true);
    }
}
