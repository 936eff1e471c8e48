using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class AnsweringSignals
{
    private static readonly DateTime At = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly WorkflowEngine _engine = new(CaseHost.Catalogue);

    [Fact]
    public void A_host_activity_stops_the_burst_and_its_answer_goes_on_with_the_queue()
    {
        var definition = Read(Flows.Sequence("seq", Flows.Record("r", "1 + 1"), Flows.Task("t")));

        var asked = Start(definition);

        asked.ToRun.ShouldNotBeNull().Inputs.ToJsonString().ShouldBe("""{"message":2}""");
        asked.State.SubStatus.ShouldBe(SubStatus.Executing);
        var answered = _engine.Advance(definition, WorkflowState.Parse(asked.State.ToJson()), new Signal.ActivityCompleted(At, asked.ToRun.ExecutionId));
        answered.State.SubStatus.ShouldBe(SubStatus.Suspended);
        answered.Effects.OfType<Effect.BookmarkCreated>().ShouldHaveSingleItem().Bookmark.ActivityId.ShouldBe("t");
        _engine.Advance(definition, answered.State, new Signal.ActivityCompleted(At, asked.ToRun.ExecutionId)).Acceptance.ShouldBe(Acceptance.AlreadyUsed);
    }

    [Fact]
    public void A_host_activity_may_wait_and_is_resumed_with_outcome_and_outputs()
    {
        var definition = Read(Flows.Flowchart("flow", [Flows.Record("job"), Flows.Task("ok"), Flows.Task("bad")], "job.Ok ok", "job.Bad bad"));
        var asked = Start(definition);

        var waits = _engine.Advance(definition, asked.State, new Signal.ActivityWaits(At, asked.ToRun!.ExecutionId, "Pack", new JsonObject { ["Job"] = 7 }, At.AddDays(1)));
        var bookmark = waits.State.Bookmarks.ShouldHaveSingleItem();
        var resumed = _engine.Advance(definition, waits.State, new Signal.Resume(At, bookmark.Id, new JsonObject { ["outcome"] = "Bad" }));

        (bookmark.Name, bookmark.Payload, bookmark.DueAt).ShouldBe(("Pack", """{"Job":7}""", At.AddDays(1)));
        resumed.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("bad");
    }

    [Fact]
    public void A_bookmark_cannot_be_used_twice_nor_while_the_host_is_at_work()
    {
        var definition = Read(Flows.Flowchart("flow", [Flows.Fork("fork", "a", "b"), Flows.Task("a"), Flows.Task("b"), Flows.Record("r")], "fork.a a", "fork.b b", "a.Done r"));
        var begun = Start(definition);
        var used = begun.State.Bookmarks[0].Id;

        var first = _engine.Advance(definition, begun.State, new Signal.Resume(At, used));

        first.Effects.OfType<Effect.BookmarkRemoved>().ShouldHaveSingleItem().Reason.ShouldBe(BookmarkEnd.Burned);
        _engine.Advance(definition, first.State, new Signal.Resume(At, used)).Acceptance.ShouldBe(Acceptance.AlreadyUsed);
        _engine.Advance(definition, first.State, new Signal.Resume(At, begun.State.Bookmarks[1].Id)).Acceptance.ShouldBe(Acceptance.Busy);
        _engine.Advance(definition, first.State, new Signal.Resume(At, "B/b1")).Acceptance.ShouldBe(Acceptance.Unknown);
    }

    [Fact]
    public void A_finished_or_cancelled_instance_takes_nothing_more()
    {
        var definition = Read(Flows.Sequence("seq", Flows.Task("t")));
        var begun = Start(definition);
        var cancelled = _engine.Advance(definition, begun.State, new Signal.Cancel(At, "withdrawn"));

        cancelled.Effects.OfType<Effect.JournalWritten>().First().Entry.Message.ShouldBe("withdrawn");
        _engine.Advance(definition, cancelled.State, new Signal.Cancel(At)).Acceptance.ShouldBe(Acceptance.Ended);
        _engine.Advance(definition, cancelled.State, new Signal.Resume(At, begun.State.Bookmarks[0].Id)).Acceptance.ShouldBe(Acceptance.AlreadyUsed);
        _engine.Advance(definition, cancelled.State, new Signal.Start(At, "A")).Acceptance.ShouldBe(Acceptance.Mismatch);
    }

    [Fact]
    public void A_state_goes_on_only_with_the_definition_it_runs_on()
    {
        var begun = Start(Read(Flows.Sequence("seq", Flows.Task("t"))));

        _engine.Advance(Read(Flows.Sequence("seq", Flows.Task("t"), Flows.Task("u"))), begun.State, new Signal.Resume(At, begun.State.Bookmarks[0].Id))
            .Acceptance.ShouldBe(Acceptance.Mismatch);
    }

    [Fact]
    public void A_retried_activity_runs_again_in_its_place()
    {
        var definition = Read(Flows.Sequence("seq", Flows.Record("r"), Flows.Task("t")));
        var asked = Start(definition);
        var faulted = _engine.Advance(definition, asked.State, new Signal.ActivityFaulted(At, asked.ToRun!.ExecutionId, "disk full"));
        var incident = faulted.State.Incidents.ShouldHaveSingleItem();

        var retried = _engine.Advance(definition, faulted.State, new Signal.RetryIncident(At, incident.Id));

        retried.ToRun.ShouldNotBeNull().ExecutionId.ShouldBe(asked.ToRun.ExecutionId);
        retried.Effects.OfType<Effect.IncidentClosed>().ShouldHaveSingleItem();
        _engine.Advance(definition, retried.State, new Signal.ActivityCompleted(At, retried.ToRun.ExecutionId)).State.Bookmarks.Count.ShouldBe(1);
    }

    [Fact]
    public void A_join_that_waits_for_any_cancels_the_incident_of_a_faulted_branch()
    {
        var fail = Flows.Activity("f", "Portal.Fail", ("message", Flows.Input("String", "Literal", "boom")));
        var host = new CaseHost();
        host.Publish(Flows.Definition(Flows.Flowchart(
            "flow", [Flows.Fork("fork", "a", "b"), fail, Flows.Task("t"), Flows.Join("join", "WaitAny"), Flows.Record("after")], "fork.a f", "fork.b t", "f.Done join", "t.Done join", "join.Done after")));
        host.Start("A", "test");
        host.States["A"].Incidents.Count.ShouldBe(1);

        host.Send("A", new Signal.Resume(host.Now, host.States["A"].Bookmarks[0].Id));

        host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
        host.Effects.Select(e => e.Effect).OfType<Effect.IncidentClosed>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_text_that_is_no_state_is_refused()
    {
        var state = Start(Read(Flows.Sequence("seq", Flows.Task("t")))).State;

        Should.Throw<StateNotUnderstood>(() => WorkflowState.Parse("{}"));
        Should.Throw<StateNotUnderstood>(() => WorkflowState.Parse("not json"));
        Should.Throw<StateNotUnderstood>(() => WorkflowState.Parse(state.ToJson().Replace("\"schema\":2", "\"schema\":3", StringComparison.Ordinal))).Message.ShouldContain("form 3");
    }

    private static WorkflowDefinition Read(JsonObject root) => new DefinitionReader(CaseHost.Catalogue).Read(Flows.Definition(root));

    private Step Start(WorkflowDefinition definition) => _engine.Advance(definition, null, new Signal.Start(At, "A"));
}
