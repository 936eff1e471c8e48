using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class WritingAnAnswer
{
    private static readonly AnswerText First = new("We know this.", "From audits.", "Children said so.", "");

    private readonly SelfAssessment assessment = Make.Assessment();

    [Fact]
    public void Whoever_was_shown_the_present_text_replaces_it()
    {
        var answer = Answer.To("LSCB-01", assessment, First, Make.Somebody, Make.Now);

        answer.TryRewrite(assessment, First with { Next = "An audit in May." }, answer.Version, Make.Somebody, Make.Now).ShouldBeTrue();

        answer.Text.Next.ShouldBe("An audit in May.");
    }

    [Fact]
    public void Whoever_was_shown_an_older_text_changes_nothing()
    {
        var answer = Answer.To("LSCB-01", assessment, First, Make.Somebody, Make.Now);

        answer.TryRewrite(assessment, First with { Know = "Something else." }, answer.Version - 1, Make.Somebody, Make.Now).ShouldBeFalse();

        answer.Text.ShouldBe(First);
    }

    [Fact]
    public void Sending_the_very_same_text_again_is_no_conflict()
    {
        var answer = Answer.To("LSCB-01", assessment, First, Make.Somebody, Make.Now);

        answer.TryRewrite(assessment, First with { Know = "  We know this.\r\n" }, answer.Version - 1, Make.Somebody, Make.Now).ShouldBeTrue();
    }

    [Fact]
    public void Line_ends_and_white_space_around_the_text_do_not_count()
    {
        var answer = Answer.To("LSCB-01", assessment, new AnswerText(" one\r\ntwo ", "x", "y", "\n"), Make.Somebody, Make.Now);

        answer.Text.ShouldBe(new AnswerText("one\ntwo", "x", "y", ""));
    }

    [Theory]
    [InlineData("k", "h", "d", "", true)]
    [InlineData("", "h", "d", "n", false)]
    [InlineData("k", "", "d", "n", false)]
    [InlineData("k", "h", "", "n", false)]
    public void An_answer_is_complete_when_the_three_questions_about_the_present_are_answered(string know, string how, string difference, string next, bool complete) =>
        new AnswerText(know, how, difference, next).IsComplete.ShouldBe(complete);

    [Fact]
    public void A_judgement_is_complete_only_with_a_grade_and_reasons()
    {
        new JudgementText("good", "Because.", "", "", "").IsComplete.ShouldBeTrue();
        new JudgementText("good", "", "", "", "").IsComplete.ShouldBeFalse();
        new JudgementText(null, "Because.", "", "", "").IsComplete.ShouldBeFalse();
    }
}
