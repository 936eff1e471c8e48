using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows;

public sealed class FinishingATask(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Done_already_it_cannot_be_done_again()
    {
        var task = await AssignTaskAsync();
        await FinishAsync(Given.Manager, task, "Assigned");

        var refused = await Should.ThrowAsync<RuleBroken>(() => FinishAsync(Given.Chair, task, "Assigned"));

        refused.Message.ShouldBe("This was already done by Tom Whitfield on 3 March 2015 at 9.00am. Nothing was changed by you.");
        (await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.Id == task))).EndedBy.ShouldNotBeNull();
    }

    [Fact]
    public async Task Finished_by_two_at_the_same_moment_the_process_goes_on_once()
    {
        var task = await AssignTaskAsync();

        var ends = await AtOnce.DoAsync(
            () => FinishAsync(Given.Manager, task, "Assigned"), () => FinishAsync(Given.Chair, task, "Assigned"), () => FinishAsync(Given.Manager, task, "Assigned"));

        ends.Count(e => e is null).ShouldBe(1);
        ends.Count(e => e is RuleBroken).ShouldBe(2);
        (await Portal.ReadAsync(db => db.Tasks.Where(t => t.State == TaskState.Open).ToListAsync())).ShouldHaveSingleItem().About.ShouldBe("LSCB");
        (await Portal.ReadAsync(db => db.Set<WorkflowBookmark>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_the_process_does_not_know_is_refused()
    {
        var task = await AssignTaskAsync();

        (await Should.ThrowAsync<RuleBroken>(() => FinishAsync(Given.Manager, task, "Perhaps"))).Code.ShouldBe("task.unknown-outcome");

        (await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.Id == task))).State.ShouldBe(TaskState.Open);
    }

    [Fact]
    public async Task It_is_for_the_post_it_was_given_to()
    {
        var task = await AssignTaskAsync();

        await Should.ThrowAsync<Forbidden>(() => FinishAsync(Given.Police, task, "Assigned"));
        await Should.ThrowAsync<NotFound>(() => FinishAsync("janet.moss", task, "Assigned"));
    }

    private async Task<Id<PostTask>> AssignTaskAsync()
    {
        var scene = await Given.Opened();
        return await Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id).Select(t => t.Id).SingleAsync());
    }

    private Task FinishAsync(string who, Id<PostTask> task, string outcome) =>
        Portal.AsAsync(who, s => s.GetRequiredService<TaskCompletion>().FinishAsync(task, outcome, null, default));
}
