using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.UnitTests.Workflow;
using Portal.Web.Features.Administration;
using Portal.Web.Workflows;
using Portal.WebTests.Features.Administration.Workflows;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>A case whose state was cut in half, or is of other content of its definition, holds nobody up and can be ended.</summary>
public sealed class CasesThatCannotBeRead : CaseTest
{
    private static JsonObject WaitsForNews => Flows.Sequence(
        "root", Flows.Activity("news", "Elsa.Event", ("eventName", Flows.Input("String", "Literal", "news"))), Task("read-news"));

    private static JsonObject TellsNews => Flows.Sequence(
        "root", Task("ask"), Flows.Activity("tell", "Elsa.PublishEvent", ("eventName", Flows.Input("String", "Literal", "news"))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_ends_it_by_its_rows_and_the_state_is_kept(bool cut)
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("ask")));
        var id = await StartAsync("waits");
        var broken = await BreakAsync(id, cut);

        await Portal.DoAsync(async s =>
        {
            await AsAdministrator.BecomeAsync(s);
            await ActivatorUtilities.CreateInstance<CaseActions>(s, ActivatorUtilities.CreateInstance<CaseDesk>(s)).CancelAsync(id, "It cannot be mended.", default);
        });

        var ended = await CaseAsync(id);
        (ended.SubStatus, ended.Trouble, ended.State).ShouldBe((nameof(SubStatus.Cancelled), null, broken));
        (await OpenTasksAsync()).ShouldBeEmpty();
        (await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().CountAsync())).ShouldBe(0);
        (await Portal.WithDbAsync(db => db.SelfAssessments.SingleAsync())).WithdrawnReason.ShouldBe("It cannot be mended.");
        var line = await Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().OrderByDescending(l => l.Sequence).FirstAsync(l => l.InstanceId == id));
        (line.ActivityType, line.Event, line.By).ShouldBe((WorkflowJournalLine.ByRows, nameof(JournalEvent.Canceled), "Sam Cole"));
        line.Message.ShouldNotBeNull().ShouldContain(cut ? "cannot be read" : "other content");
    }

    [Fact]
    public async Task A_person_who_does_its_task_is_told_whom_to_ask()
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("ask")));
        await BreakAsync(await StartAsync("waits"));

        (await Should.ThrowAsync<RuleBroken>(() => FinishAsync("ask"))).Code.ShouldBe(WorkflowRunner.CannotGoOn);

        (await OpenTasksAsync()).ShouldBe(["ask"]);
    }

    [Fact]
    public async Task Whoever_tells_it_an_event_goes_on_and_the_event_is_kept()
    {
        await PublishAsync("reader", WaitsForNews);
        await PublishAsync("teller", TellsNews);
        var reader = await StartAsync("reader");
        var teller = await StartAsync("teller");
        await BreakAsync(reader);

        await FinishAsync("ask");

        (await CaseAsync(teller)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
        (await CaseAsync(reader)).Trouble.ShouldNotBeNull().ShouldContain("cannot be read");
        (await Portal.WithDbAsync(db => db.Set<UndeliveredEvent>().SingleAsync())).Name.ShouldBe("news");
    }

    [Fact]
    public async Task Where_others_were_told_the_event_is_kept_for_the_one_that_could_not_be_and_reaches_it_when_it_is_mended()
    {
        await PublishAsync("reader", WaitsForNews);
        await PublishAsync("teller", TellsNews);
        var (sound, reader) = (await StartAsync("reader"), await StartAsync("reader"));
        await StartAsync("teller");
        var state = (await CaseAsync(reader)).State;
        await BreakAsync(reader);

        await FinishAsync("ask");
        (await WaitsAsync(sound)).ShouldBe(["read-news"]);
        (await Portal.WithDbAsync(db => db.Set<UndeliveredEvent>().SingleAsync())).InstanceId.ShouldBe(reader);
        await WriteStateAsync(reader, state);
        await CheckAsync();

        (await WaitsAsync(reader)).ShouldBe(["read-news"]);
        (await CaseAsync(reader)).Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task A_child_ends_without_its_parent_which_goes_on_when_it_is_mended()
    {
        await PublishAsync("child", Flows.Sequence("root", Task("child-task")));
        await PublishAsync("parent", Flows.Sequence(
            "root",
            Flows.Activity(
                "ask-child", "Elsa.DispatchWorkflow",
                ("workflowDefinitionId", Flows.Input("String", "Literal", "child")), ("waitForCompletion", Flows.Input("Boolean", "Literal", "true"))),
            Task("after")));
        var parent = await StartAsync("parent");
        var state = (await CaseAsync(parent)).State;
        await BreakAsync(parent);

        await FinishAsync("child-task");
        (await CaseAsync(parent)).Trouble.ShouldNotBeNull();
        (await OpenTasksAsync()).ShouldBeEmpty();
        await WriteStateAsync(parent, state);
        await CheckAsync();

        (await OpenTasksAsync()).ShouldBe(["after"]);
    }

    private async Task<string> BreakAsync(string id, bool cut = true)
    {
        var instance = await CaseAsync(id);
        var broken = cut ? instance.State[..40] : instance.State.Replace(instance.DefinitionHash, new string('0', instance.DefinitionHash.Length), StringComparison.Ordinal);
        broken.ShouldNotBe(instance.State);
        await WriteStateAsync(id, broken);
        return broken;
    }
}
