using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.UnitTests.Tasks;

/// <summary>The number by which calendars know the latest of several entries for a task, and who may be chased.</summary>
public sealed class CountingMoves
{
    private readonly PostTask task = PostTask.For(Id<Post>.New(), Make.Assessment(), new TaskBrief("Answer", "", "/inbox", Make.Today, []), Make.Now);

    [Fact]
    public void It_grows_with_each_day_and_post_and_with_the_end_and_with_nothing_else()
    {
        task.Move(task.PostId, task.DueOn);
        task.Sequence.ShouldBe(0);
        task.Move(task.PostId, Make.Today.AddDays(1));
        task.Move(Id<Post>.New(), task.DueOn);
        task.AgreeOn(Make.Today.AddDays(3));
        task.Hold();
        task.Release();
        task.Sequence.ShouldBe(3);
        task.Cancel(Make.Now);
        task.Cancel(Make.Now);
        task.Sequence.ShouldBe(4);
    }

    [Fact]
    public void What_has_ended_is_not_chased_and_something_is_said_that_is_not_too_long()
    {
        Chased("  Please send it. ").Sentence.ShouldBe("Please send it.");
        Make.CodeOf(() => Chased(" ")).ShouldBe("chase.nothing-said");
        Make.CodeOf(() => Chased(new string('a', TaskChase.LongestSentence + 1))).ShouldBe("chase.too-long");
        task.Finish("Done", null, Make.Somebody, Make.Now);
        Make.CodeOf(() => Chased("Please.")).ShouldBe("chase.not-open");

        TaskChase Chased(string sentence) => TaskChase.Of(task, sentence, Make.Somebody, Make.Now, Make.Today);
    }
}
