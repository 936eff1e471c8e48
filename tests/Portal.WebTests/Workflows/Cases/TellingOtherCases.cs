using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.UnitTests.Workflow;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

public sealed class TellingOtherCases : CaseTest
{
    private static JsonObject WaitsForNews => Flows.Sequence("root", Event("news"), Task("read-news"));

    [Fact]
    public async Task An_event_reaches_every_case_that_waits_for_it_in_the_same_save()
    {
        await PublishAsync("reader", WaitsForNews);
        await PublishAsync("teller", Flows.Sequence("root", Task("ask"), Publish("tell", "news")));
        var (one, other) = (await StartAsync("reader"), await StartAsync("reader"));
        await StartAsync("teller");

        await FinishAsync("ask");

        (await WaitsAsync(one)).ShouldBe(["read-news"]);
        (await WaitsAsync(other)).ShouldBe(["read-news"]);
        (await OpenTasksAsync()).ShouldBe(["read-news", "read-news"]);
    }

    [Fact]
    public async Task An_event_that_nobody_waits_for_is_kept_for_the_first_who_does()
    {
        await PublishAsync("reader", WaitsForNews);
        await PublishAsync("teller", Flows.Sequence("root", Publish("tell", "news")));
        await StartAsync("teller");
        (await KeptAsync()).ShouldBe(1);

        var reader = await StartAsync("reader");
        var second = await StartAsync("reader");

        (await WaitsAsync(reader)).ShouldBe(["read-news"]);
        (await WaitsAsync(second)).ShouldBe(["news-wait"]);
        (await KeptAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_local_event_stays_in_its_case()
    {
        await PublishAsync("reader", WaitsForNews);
        await PublishAsync("teller", Flows.Sequence("root", Publish("tell", "news", local: true), Event("news")));
        var reader = await StartAsync("reader");

        var teller = await StartAsync("teller");

        (await WaitsAsync(reader)).ShouldBe(["news-wait"]);
        (await CaseAsync(teller)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
    }

    [Fact]
    public async Task A_case_that_waits_for_another_goes_on_when_that_ends()
    {
        await PublishAsync("child", Flows.Sequence("root", Task("child-task")));
        await PublishAsync("parent", Flows.Sequence("root", Dispatch("ask-child", "child"), Task("after")));
        var parent = await StartAsync("parent");
        (await OpenTasksAsync()).ShouldBe(["child-task"]);

        await FinishAsync("child-task");

        (await OpenTasksAsync()).ShouldBe(["after"]);
        (await Portal.WithDbAsync(db => db.Set<WorkflowInstance>().SingleAsync(i => i.ParentId == parent))).SubStatus.ShouldBe(nameof(SubStatus.Finished));
    }

    [Fact]
    public async Task A_child_that_ends_at_once_lets_its_parent_go_on_in_the_same_save()
    {
        await PublishAsync("child", Flows.Sequence("root", Step("quick")));
        await PublishAsync("parent", Flows.Sequence("root", Dispatch("ask-child", "child"), Task("after")));

        var parent = await StartAsync("parent");

        (await WaitsAsync(parent)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task Cancelling_a_case_ends_those_it_waits_for_with_their_tasks()
    {
        await PublishAsync("child", Flows.Sequence("root", Task("child-task")));
        await PublishAsync("parent", Flows.Sequence("root", Dispatch("ask-child", "child")));
        var parent = await StartAsync("parent");

        await Portal.DoAsync(async s =>
        {
            var db = Get<Web.Persistence.PortalDbContext>(s);
            await Get<WorkflowRunner>(s).SendAsync(await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == parent), new Signal.Cancel(DateTime.UnixEpoch, "No longer needed."), default);
            await db.SaveChangesAsync();
        });

        (await Portal.WithDbAsync(db => db.Set<WorkflowInstance>().Select(i => i.SubStatus).ToListAsync())).ShouldAllBe(s => s == nameof(SubStatus.Cancelled));
        (await OpenTasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_fails_in_a_case_that_was_told_does_not_refuse_the_act_of_the_person_who_told_it()
    {
        Script.Does = (_, _) => throw new Domain.Common.RuleBroken("test", "Not now.");
        await PublishAsync("reader", Flows.Sequence("root", Event("news"), Step("work")));
        await PublishAsync("teller", Flows.Sequence("root", Task("ask"), Publish("tell", "news")));
        var reader = await StartAsync("reader");
        var teller = await StartAsync("teller");

        await FinishAsync("ask");

        (await CaseAsync(teller)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
        (await IncidentsAsync(reader)).ShouldHaveSingleItem().Message.ShouldBe("Not now.");
    }

    [Fact]
    public async Task A_step_that_fails_in_one_case_is_still_tried_in_the_other_that_was_told()
    {
        var failed = false;
        Script.Does = (_, _) =>
        {
            if (!failed)
            {
                failed = true;
                throw new InvalidOperationException("The first time only.");
            }

            return new ActivityResult.Done();
        };
        await PublishAsync("reader", Flows.Sequence("root", Event("news"), Step("work")));
        await PublishAsync("teller", Flows.Sequence("root", Task("ask"), Publish("tell", "news")));
        var (one, other) = (await StartAsync("reader"), await StartAsync("reader"));
        await StartAsync("teller");

        await FinishAsync("ask");

        (await IncidentsAsync(one)).ShouldHaveSingleItem().Message.ShouldBe("The first time only.");
        (await IncidentsAsync(other)).ShouldBeEmpty();
        (await CaseAsync(other)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
    }

    [Fact]
    public async Task Processes_that_start_each_other_without_end_are_refused_and_nothing_is_kept()
    {
        await PublishAsync("again", Flows.Sequence("root", Dispatch("start-me", "again")));

        (await Should.ThrowAsync<RuleBroken>(() => StartAsync("again"))).Code.ShouldBe(WorkflowRunner.CannotGoOn);

        (await Portal.WithDbAsync(db => db.Set<WorkflowInstance>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_is_not_published_refuses_the_act_that_would_start_it()
    {
        await PublishAsync("starts", Flows.Sequence("root", Task("ask"), Dispatch("start-it", "nowhere")));
        var id = await StartAsync("starts");

        (await Should.ThrowAsync<RuleBroken>(() => FinishAsync("ask"))).Message.ShouldContain("“nowhere”");

        (await WaitsAsync(id)).ShouldBe(["ask"]);
        (await OpenTasksAsync()).ShouldBe(["ask"]);
    }

    [Fact]
    public async Task Where_nobody_is_there_to_read_it_the_case_is_marked()
    {
        await PublishAsync("starts", Flows.Sequence("root", Delay("wait", TimeSpan.FromDays(1)), Dispatch("start-it", "nowhere")));
        var id = await StartAsync("starts");
        Portal.Clock.Advance(TimeSpan.FromDays(2));

        await FireTimersAsync();

        (await WaitsAsync(id)).ShouldBe(["wait"]);
        (await CaseAsync(id)).Trouble.ShouldNotBeNull().ShouldContain("“nowhere”");
    }

    private static JsonObject Event(string name) => Flows.Activity($"{name}-wait", "Elsa.Event", ("eventName", Flows.Input("String", "Literal", name)));

    private static JsonObject Publish(string id, string name, bool local = false) => Flows.Activity(
        id, "Elsa.PublishEvent", ("eventName", Flows.Input("String", "Literal", name)), ("isLocalEvent", Flows.Input("Boolean", "Literal", local ? "true" : "false")));

    private static JsonObject Dispatch(string id, string definitionId) => Flows.Activity(
        id, "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", definitionId)), ("waitForCompletion", Flows.Input("Boolean", "Literal", "true")));

    private static T Get<T>(IServiceProvider services) where T : notnull => (T)services.GetService(typeof(T))!;

    private Task<int> KeptAsync() => Portal.WithDbAsync(db => db.Set<UndeliveredEvent>().CountAsync());
}
