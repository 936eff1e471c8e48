using Microsoft.EntityFrameworkCore;
using Portal.UnitTests.Workflow;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

public sealed class UsingTimers : CaseTest
{
    [Fact]
    public async Task A_case_goes_on_when_its_timer_is_due_and_not_before()
    {
        await PublishAsync("waits", Flows.Sequence("root", Delay("wait", TimeSpan.FromDays(2)), Task("after")));
        var id = await StartAsync("waits");

        Portal.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        await FireTimersAsync();
        (await WaitsAsync(id)).ShouldBe(["wait"]);

        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await FireTimersAsync();
        (await WaitsAsync(id)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task After_days_of_downtime_every_timer_is_used_once()
    {
        await PublishAsync("waits", Flows.Sequence("root", Delay("first", TimeSpan.FromHours(1)), Step("one"), Delay("second", TimeSpan.FromHours(1)), Step("two")));
        for (var i = 0; i < 5; i++)
        {
            await StartAsync("waits");
        }

        Portal.Clock.Advance(TimeSpan.FromDays(9));
        await FireTimersAsync();
        Script.Ran.ShouldBe(["one", "one", "one", "one", "one"]);

        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await FireTimersAsync();
        await FireTimersAsync();
        Script.Ran.Count(r => r == "two").ShouldBe(5);
    }

    [Fact]
    public async Task Two_processes_that_look_at_the_same_moment_use_it_once()
    {
        await PublishAsync("waits", Flows.Sequence("root", Delay("wait", TimeSpan.FromHours(1)), Task("after")));
        var id = await StartAsync("waits");
        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await using var other = On();

        var failures = await AtOnce.DoAsync(() => FireTimersAsync(), () => FireTimersAsync(other), () => FireTimersAsync(other));

        failures.ShouldAllBe(f => f == null);
        (await WaitsAsync(id)).ShouldBe(["after"]);
        (await OpenTasksAsync()).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_deadline_takes_the_task_away_that_was_not_done_in_time()
    {
        await PublishAsync("deadline", Race());
        var id = await StartAsync("deadline");
        (await OpenTasksAsync()).ShouldBe(["answer"]);

        Portal.Clock.Advance(TimeSpan.FromDays(5));
        await FireTimersAsync();

        (await OpenTasksAsync()).ShouldBe(["after"]);
        (await WaitsAsync(id)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task What_is_done_in_time_takes_its_deadline_away()
    {
        await PublishAsync("deadline", Race());
        var id = await StartAsync("deadline");

        await FinishAsync("answer");
        Portal.Clock.Advance(TimeSpan.FromDays(50));
        await FireTimersAsync();

        (await WaitsAsync(id)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_step_that_fails_behind_a_timer_keeps_no_other_case_from_its_own()
    {
        Script.Does = (words, _) => words == "bad" ? throw new InvalidOperationException("No.") : new ActivityResult.Done();
        await PublishAsync("bad", Flows.Sequence("root", Delay("wait", TimeSpan.FromHours(1)), Step("bad")));
        await PublishAsync("good", Flows.Sequence("root", Delay("wait", TimeSpan.FromHours(1)), Step("good")));
        var (bad, good) = (await StartAsync("bad"), await StartAsync("good"));

        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await FireTimersAsync();

        (await CaseAsync(good)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
        (await IncidentsAsync(bad)).ShouldHaveSingleItem().ActivityId.ShouldBe("bad");
    }

    [Fact]
    public async Task A_case_that_cannot_go_on_keeps_no_other_from_its_timer_and_goes_on_itself_once_it_is_mended()
    {
        await PublishAsync("waits", Flows.Sequence("root", Delay("wait", TimeSpan.FromHours(1)), Step("after")));
        var (bad, good) = (await StartAsync("waits"), await StartAsync("waits"));
        var sound = (await CaseAsync(bad)).State;
        await WriteStateAsync(bad, sound[..40]);

        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await FireTimersAsync();

        (await CaseAsync(good)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
        Script.Ran.ShouldBe(["after"]);
        await WriteStateAsync(bad, sound);
        await FireTimersAsync();
        (await CaseAsync(bad)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
    }

    [Fact]
    public async Task After_the_clock_went_back_a_timer_is_used_at_its_moment_and_once_and_the_journal_keeps_its_order()
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("before"), Delay("wait", TimeSpan.FromHours(1)), Step("after"), Task("last")));
        var id = await StartAsync("waits");
        var start = Portal.Clock.GetUtcNow();
        Portal.Clock.Advance(TimeSpan.FromHours(3));
        await FinishAsync("before");

        Portal.Clock.AdjustTime(start);
        await FireTimersAsync();
        (await WaitsAsync(id)).ShouldBe(["wait"]);
        Portal.Clock.AdjustTime(start + TimeSpan.FromHours(4));
        await FireTimersAsync();
        Portal.Clock.AdjustTime(start);
        await FireTimersAsync();
        await FinishAsync("last");

        Script.Ran.ShouldBe(["after"]);
        (await CaseAsync(id)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
        var lines = await Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().AsNoTracking().Where(l => l.InstanceId == id).OrderBy(l => l.Sequence).ToListAsync());
        lines.Select(l => l.Sequence).ShouldBe(Enumerable.Range(1, lines.Count).Select(n => (long)n));
        lines.Where(l => l.Event == "Completed").Select(l => l.ActivityId).ShouldBe(["before", "wait", "after", "last", "root", "Workflow1"]);
        lines[^1].At.ShouldBeLessThan(lines.Max(l => l.At), "the clock did go back");
    }

    private static System.Text.Json.Nodes.JsonObject Race() => Flows.Flowchart(
        "root",
        [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "task", "time"), Task("answer"), Delay("deadline", TimeSpan.FromDays(5)), Flows.Join("first", "WaitAny"), Task("after")],
        "start.Done fork", "fork.task answer", "fork.time deadline", "answer.Done first", "deadline.Done first", "first.Done after");
}
