using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task A_failed_step_that_lost_its_row_gets_it_back_and_one_that_the_state_does_not_know_is_closed()
    {
        Script.Does = (_, _) => throw new InvalidOperationException("The archive does not answer.");
        await PublishAsync("fails", Flows.Sequence("root", Step("work")));
        var id = await StartAsync("fails");
        var real = (await IncidentsAsync(id)).ShouldHaveSingleItem();
        await Portal.WithDbAsync(async db =>
        {
            await db.Set<WorkflowIncident>().ExecuteDeleteAsync();
            db.Add(new WorkflowIncident
            {
                Id = id + "/i99", InstanceId = id, BodyId = real.BodyId, ActivityId = "work", ActivityType = real.ActivityType, Message = "Never happened.", OpenedAt = real.OpenedAt,
            });
            return await db.SaveChangesAsync();
        });

        (await CheckAsync()).ShouldBe((1, 0));

        var open = (await IncidentsAsync(id)).Where(i => i.ClosedAt is null).ShouldHaveSingleItem();
        (open.Id, open.Message).ShouldBe((real.Id, "The archive does not answer."));
        (await CheckAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_case_that_has_ended_keeps_no_wait_and_no_task()
    {
        var id = await WaitingAsync();
        var wait = await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().AsNoTracking().SingleAsync());
        await FinishAsync("ask");
        await Portal.WithDbAsync(db =>
        {
            db.Add(wait);
            return db.SaveChangesAsync();
        });
        await Portal.WithDbAsync(db => db.Tasks.ExecuteUpdateAsync(set => set.SetProperty(t => t.State, TaskState.Open)));

        (await CheckAsync()).ShouldBe((1, 0));

        (await WaitsAsync(id)).ShouldBeEmpty();
        (await OpenTasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_whose_timer_is_long_over_is_marked()
    {
        await PublishAsync("late", Flows.Sequence("root", Delay("wait", TimeSpan.FromDays(1)), Task("after")));
        var id = await StartAsync("late");
        Portal.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));

        (await CheckAsync()).ShouldBe((0, 1));

        (await CaseAsync(id)).Trouble.ShouldNotBeNull().ShouldStartWith("It should have gone on by itself");
        await FireTimersAsync();
        await CheckAsync();
        (await CaseAsync(id)).Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_case_that_did_not_hear_of_the_end_of_its_child_hears_of_it_now()
    {
        await PublishAsync("child", Flows.Sequence("root", Task("child-task")));
        await PublishAsync("parent", Flows.Sequence(
            "root",
            Flows.Activity("ask-child", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "child")), ("waitForCompletion", Flows.Input("Boolean", "Literal", "true"))),
            Task("after")));
        var parent = await StartAsync("parent");
        var (deaf, heard) = ((await CaseAsync(parent)).State, await LinesAsync(parent));
        await FinishAsync("child-task");
        await WriteStateAsync(parent, deaf);
        await Portal.WithDbAsync(db => db.Set<WorkflowJournalBurst>().Where(b => b.InstanceId == parent && b.First > heard).ExecuteDeleteAsync());
        await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().ExecuteDeleteAsync());
        await Portal.WithDbAsync(db => db.Tasks.Where(t => t.State == TaskState.Open).ExecuteDeleteAsync());

        (await CheckAsync()).ShouldBe((1, 0));

        (await WaitsAsync(parent)).ShouldBe(["after"]);
        (await OpenTasksAsync()).ShouldBe(["after"]);
        (await CheckAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task An_event_that_was_told_in_the_moment_in_which_a_case_began_to_wait_for_it_reaches_it_now()
    {
        await PublishAsync("reader", Flows.Sequence("root", Flows.Activity("hear", "Elsa.Event", ("eventName", Flows.Input("String", "Literal", "news"))), Task("read-news")));
        var (first, second) = (await StartAsync("reader"), await StartAsync("reader"));
        await KeepEventAsync("news");

        (await CheckAsync()).ShouldBe((1, 0));

        (await WaitsAsync(first)).ShouldBe(["read-news"]);
        (await WaitsAsync(second)).ShouldBe(["hear"]);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_no_case_has_waited_for_in_a_year_is_forgotten()
    {
        await KeepEventAsync("news");

        Portal.Clock.Advance(TimeSpan.FromDays(365));
        await CheckAsync();
        (await KeptAsync()).ShouldBe(1);

        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await CheckAsync();
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_case_that_cannot_be_checked_is_marked_and_keeps_no_other_from_its_check()
    {
        await PublishAsync("spoilt", Flows.Sequence("root", Task("never")));
        var spoilt = await StartAsync("spoilt");
        var sound = await WaitingAsync();
        await Portal.WithDbAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == "spoilt").ExecuteUpdateAsync(set => set.SetProperty(w => w.Json, "{")));
        await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().Where(b => b.InstanceId == sound).ExecuteDeleteAsync());

        // One that has not read the definition while it was sound.
        await using var other = On();
        (await other.DoAsync(s => s.GetRequiredService<CheckCases>().RunAsync(default))).ShouldBe((1, 1));

        (await CaseAsync(spoilt)).Trouble.ShouldNotBeNull();
        (await WaitsAsync(sound)).ShouldBe(["ask"]);
    }

    [Fact]
    public async Task A_state_of_the_first_form_gets_its_rows_back_and_goes_on()
    {
        await PublishAsync("join", Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "b0", "b1"), Task("t00"), Task("t10"), Flows.Join("join", "WaitAll"), Task("after")],
            "start.Done fork", "fork.b0 t00", "fork.b1 t10", "t00.Done join", "t10.Done join", "join.Done after"));
        var id = await StartAsync("join");
        await FinishAsync("t00");
        var instance = await CaseAsync(id);
        await WriteStateAsync(id, $$$"""
            {"schema":1,"instanceId":"{{{id}}}","definitionId":"join","version":1,"contentHash":"{{{instance.DefinitionHash}}}","subStatus":"Suspended","counter":7,"journal":{{{await LinesAsync(id)}}},"children":0,
            "input":{},"output":{},"variables":{},"executions":[
            {"id":"{{{id}}}/e1","nodeId":"Workflow1","status":"Running","backward":false,"breaking":false},
            {"id":"{{{id}}}/e2","nodeId":"Workflow1:flow","parentId":"{{{id}}}/e1","status":"Running","backward":false,"breaking":false,"flow":{"activities":{"start":1,"fork":1,"t00":1},
            "connections":{"start.Done>fork.In":1,"fork.b0>t00.In":1,"fork.b1>t10.In":1,"t00.Done>join.In":1},"followed":["start.Done>fork.In","fork.b0>t00.In","fork.b1>t10.In","t00.Done>join.In"]}},
            {"id":"{{{id}}}/e6","nodeId":"Workflow1:flow:t10","parentId":"{{{id}}}/e2","status":"Running","backward":false,"breaking":false}],
            "queue":[],"bookmarks":[{"id":"{{{id}}}/b7","activityId":"t10","executionId":"{{{id}}}/e6","name":"Portal.HumanTask","payload":"{\"Title\":\"t10\",\"AssigneeRole\":\"chair\"}"}],"incidents":[]}
            """);
        await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().ExecuteDeleteAsync());
        await Portal.WithDbAsync(db => db.Tasks.Where(t => t.State == TaskState.Open).ExecuteDeleteAsync());

        (await CheckAsync()).ShouldBe((1, 0));
        await FinishAsync("t10");

        (await WaitsAsync(id)).ShouldBe(["after"]);
        (await CaseAsync(id)).State.ShouldStartWith("{\"schema\":2");
    }

    private Task<int> LinesAsync(string id) => Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().CountAsync(l => l.InstanceId == id));

    private Task<int> KeptAsync() => Portal.WithDbAsync(db => db.Set<UndeliveredEvent>().CountAsync());

    private Task<int> KeepEventAsync(string name) => Portal.WithDbAsync(db =>
    {
        db.Add(new UndeliveredEvent { Id = Guid.CreateVersion7(), BodyId = Assessment.BodyId, Name = name, PublishedAt = Portal.Clock.GetUtcNow().UtcDateTime });
        return db.SaveChangesAsync();
    });

    private async Task<string> WaitingAsync()
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("ask")));
        return await StartAsync("waits");
    }
}
