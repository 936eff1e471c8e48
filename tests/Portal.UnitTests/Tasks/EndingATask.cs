using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.UnitTests.Tasks;

public sealed class EndingATask
{
    private readonly PostTask task = PostTask.For(
        Id<Post>.New(), Make.Assessment(), new TaskBrief("Sign", "", "/sign-off/read/1", Make.Today, ["Sign", "Return"]), Make.Now);

    [Fact]
    public void It_ends_with_one_of_its_outcomes_and_remembers_who_and_when()
    {
        task.Finish("Sign", null, Make.Somebody, Make.Now);

        (task.State, task.Outcome, task.EndedBy, task.EndedAt).ShouldBe((TaskState.Done, "Sign", Make.Somebody, Make.Now));
    }

    [Fact]
    public void An_outcome_it_does_not_have_is_refused() =>
        Make.CodeOf(() => task.Finish("Burn", null, Make.Somebody, Make.Now)).ShouldBe("task.unknown-outcome");

    [Fact]
    public void It_cannot_be_done_twice_or_after_it_was_cancelled()
    {
        task.Finish("Sign", null, Make.Somebody, Make.Now);
        Make.CodeOf(() => task.Finish("Return", "x", Make.Somebody, Make.Now)).ShouldBe("task.not-open");
        task.Cancel(Make.Now);
        task.State.ShouldBe(TaskState.Done);
    }

    [Fact]
    public void A_task_that_has_ended_is_not_moved_to_another_post()
    {
        var post = task.PostId;
        task.Cancel(Make.Now);

        task.Move(Id<Post>.New(), Make.Today.AddDays(1));

        task.PostId.ShouldBe(post);
    }

    [Fact]
    public void On_hold_it_cannot_be_done_until_it_is_released()
    {
        task.Hold();
        Make.CodeOf(() => task.Finish("Sign", null, Make.Somebody, Make.Now)).ShouldBe("task.not-open");

        task.Release();
        task.Finish("Sign", null, Make.Somebody, Make.Now);

        task.State.ShouldBe(TaskState.Done);
    }

    [Fact]
    public void What_has_ended_is_neither_held_nor_opened_again()
    {
        task.Hold();
        task.Cancel(Make.Now);

        task.Release();
        task.Hold();

        task.State.ShouldBe(TaskState.Cancelled);
    }
}
