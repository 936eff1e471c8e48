using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tasks;
using Portal.UnitTests.Workflow;
using Portal.Web.Workflows;

namespace Portal.WebTests.Workflows.Cases;

public sealed class CheckingCases : CaseTest
{
    [Fact]
    public async Task Sound_cases_are_left_as_they_are()
    {
        var id = await WaitingAsync();

        (await CheckAsync()).ShouldBe((0, 0));

        (await WaitsAsync(id)).ShouldBe(["ask"]);
    }

    [Fact]
    public async Task A_wait_that_lost_its_row_and_its_task_gets_them_back_and_can_be_done()
    {
        var id = await WaitingAsync();
        await Portal.WithDbAsync(async db =>
        {
            await db.Set<WorkflowBookmark>().ExecuteDeleteAsync();
            return await db.Tasks.ExecuteDeleteAsync();
        });

        (await CheckAsync()).ShouldBe((1, 0));

        (await WaitsAsync(id)).ShouldBe(["ask"]);
        await FinishAsync("ask");
        (await CaseAsync(id)).SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_row_and_a_task_that_the_state_does_not_know_go()
    {
        var id = await WaitingAsync();
        await FinishAsync("ask");
        await PublishAsync("two-tasks", Flows.Sequence("root", Task("first"), Task("second")));
        id = await StartAsync("two-tasks");
        await Portal.WithDbAsync(async db =>
        {
            var task = await db.Tasks.SingleAsync(t => t.State == TaskState.Open);
            var of = await db.SelfAssessments.SingleAsync();
            db.Add(new WorkflowBookmark
            {
                Id = id + "/b99", InstanceId = id, BodyId = of.BodyId, ActivityId = "first", Name = "Portal.HumanTask", Payload = "{}", CreatedAt = task.CreatedAt,
            });
            db.Add(PostTask.For(task.PostId, of, new TaskBrief("stray", "", "/", null, [], id + "/b99"), task.CreatedAt));
            return await db.SaveChangesAsync();
        });

        (await CheckAsync()).ShouldBe((1, 0));

        (await WaitsAsync(id)).ShouldBe(["first"]);
        (await OpenTasksAsync()).ShouldBe(["first"]);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_marks_its_case_and_no_other()
    {
        var sound = await WaitingAsync();
        var cut = await StartAsync("waits");
        await Portal.WithDbAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == cut).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, i => i.State.Substring(0, 40))));

        (await CheckAsync()).ShouldBe((0, 1));

        (await CaseAsync(cut)).Trouble.ShouldNotBeNull().ShouldContain("cannot be read");
        (await CaseAsync(sound)).Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_case_that_waits_for_a_task_that_has_ended_is_marked()
    {
        var id = await WaitingAsync();
        await Portal.WithDbAsync(db => db.Tasks.ExecuteUpdateAsync(set => set.SetProperty(t => t.State, TaskState.Cancelled)));

        (await CheckAsync()).ShouldBe((0, 1));

        (await CaseAsync(id)).Trouble.ShouldBe("It waits for a task that has ended. End the wait on its page.");
    }

    private async Task<string> WaitingAsync()
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("ask")));
        return await StartAsync("waits");
    }
}
