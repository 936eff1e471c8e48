using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class TalkingAboutAText
{
    private readonly SelfAssessment assessment = Make.Assessment();

    [Fact]
    public void What_a_comment_said_before_it_was_edited_is_kept_each_time()
    {
        var comment = Comment.On(assessment, "LSCB", "LSCB-02", "First.", Make.Somebody, Make.Now);

        comment.Edit("Second.", Make.Somebody, Make.Now.AddMinutes(1));
        comment.Edit("Third.", Make.Somebody, Make.Now.AddMinutes(2));

        (comment.Text, comment.EditedAt).ShouldBe(("Third.", Make.Now.AddMinutes(2)));
        comment.Former.Select(f => (f.Text, f.Since)).ShouldBe([("First.", Make.Now), ("Second.", Make.Now.AddMinutes(1))]);
    }

    [Fact]
    public void Saving_the_same_words_again_is_no_edit()
    {
        var comment = Comment.On(assessment, "LSCB", null, "First.", Make.Somebody, Make.Now);

        comment.Edit(" First.\r\n", Make.Somebody, Make.Now.AddMinutes(1));

        comment.EditedAt.ShouldBeNull();
        comment.Former.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_edits_what_somebody_else_said()
    {
        var comment = Comment.On(assessment, "LSCB", null, "First.", Make.Somebody, Make.Now);

        Should.Throw<RuleBroken>(() => comment.Edit("Mine.", Id<Person>.New(), Make.Now));
    }

    [Fact]
    public void An_answer_takes_a_resolved_thread_up_again()
    {
        var thread = Comment.On(assessment, "LSCB", "LSCB-02", "First.", Make.Somebody, Make.Now);
        thread.Resolve(Make.Somebody, Make.Now);
        thread.ResolvedAt.ShouldBe(Make.Now);

        var reply = thread.Reply(assessment, "But no.", Make.Somebody, Make.Now.AddMinutes(1));

        thread.ResolvedAt.ShouldBeNull();
        (reply.ThreadId, reply.JudgementCode, reply.CriterionId).ShouldBe((thread.Id, "LSCB", "LSCB-02"));
    }

    [Fact]
    public void Answers_have_no_answers_of_their_own()
    {
        var reply = Comment.On(assessment, "LSCB", null, "First.", Make.Somebody, Make.Now).Reply(assessment, "Second.", Make.Somebody, Make.Now);

        Should.Throw<RuleBroken>(() => reply.Reply(assessment, "Third.", Make.Somebody, Make.Now));
        Should.Throw<RuleBroken>(() => reply.Resolve(Make.Somebody, Make.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData(null)]
    public void Nothing_is_no_comment(string? text) =>
        Should.Throw<RuleBroken>(() => Comment.On(assessment, "LSCB", null, text, Make.Somebody, Make.Now));
}
