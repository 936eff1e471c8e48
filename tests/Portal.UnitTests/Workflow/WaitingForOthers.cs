using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

/// <summary>Clock, events and other instances.</summary>
public sealed class WaitingForOthers
{
    private readonly CaseHost _host = new();

    private WorkflowState State => _host.States["A"];

    [Fact]
    public void Two_delays_due_at_the_same_moment_both_fire_in_the_order_they_were_made()
    {
        Start(Flows.Activity("par", "Elsa.Parallel", ("activities", new JsonArray(
            Flows.Sequence("s1", Delay("d1", "00:01:00"), Flows.Record("one")), Flows.Sequence("s2", Delay("d2", "00:01:00"), Flows.Record("two"))))));

        _host.Advance(60).ShouldBe(2);

        Recorded().ShouldBe(["one", "two"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void A_delay_after_days_of_standstill_fires_once_and_the_next_counts_from_then()
    {
        Start(Flows.Sequence("seq", Delay("d1", "01:00:00"), Delay("d2", "01:00:00")));

        _host.Advance(TimeSpan.FromDays(3).TotalSeconds).ShouldBe(1);

        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Now.AddHours(1));
    }

    [Fact]
    public void A_moved_timer_is_due_at_its_new_moment_with_author_and_reason_in_the_journal()
    {
        Start(Flows.Sequence("seq", Delay("d", "01:00:00"), Flows.Task("t")));
        var timer = State.Bookmarks.ShouldHaveSingleItem();

        _host.Send("A", new Signal.MoveTimer(_host.Now, timer.Id, _host.Now.AddHours(5), "Ann", "the board meets later")).IsAccepted.ShouldBeTrue();

        var moved = State.Bookmarks.ShouldHaveSingleItem();
        (moved.Id, moved.DueAt).ShouldBe((timer.Id, _host.Now.AddHours(5)));
        moved.ReadPayload().GetProperty("ResumeAt").GetDateTime().ShouldBe(_host.Now.AddHours(5));
        _host.Effects.Select(e => e.Effect).OfType<Effect.BookmarkChanged>().ShouldHaveSingleItem().Bookmark.ShouldBe(moved);
        _host.Journal[^1].Entry.ShouldSatisfyAllConditions(j => j.Event.ShouldBe(JournalEvent.TimerMoved), j => j.By.ShouldBe("Ann"), j => j.Message.ShouldBe("the board meets later"));
        _host.Advance(3600).ShouldBe(0);
        _host.Advance(4 * 3600).ShouldBe(1);
        _host.Send("A", new Signal.MoveTimer(_host.Now, timer.Id, _host.Now, "Ann")).Acceptance.ShouldBe(Acceptance.AlreadyUsed);
        _host.Send("A", new Signal.MoveTimer(_host.Now, State.Bookmarks[0].Id, _host.Now, "Ann")).Acceptance.ShouldBe(Acceptance.Mismatch, "a task is not the clock's");
    }

    [Fact]
    public void A_clock_that_goes_back_disturbs_neither_order_nor_waits()
    {
        Start(Flows.Sequence("seq", Flows.Task("t"), Delay("d", "00:10:00"), Flows.Record("r")));
        var past = _host.Now.AddHours(-2);

        _host.Send("A", new Signal.Resume(past, State.Bookmarks[0].Id)).IsAccepted.ShouldBeTrue();

        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(past.AddMinutes(10));
        _host.Journal.Select(j => j.Entry.Sequence).ShouldBe(Enumerable.Range(1, _host.Journal.Count).Select(n => (long)n));
        _host.Advance(0).ShouldBe(1);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void An_event_reaches_every_wait_for_it_and_no_other()
    {
        Start(Flows.Activity("par", "Elsa.Parallel", ("activities", new JsonArray(Flows.Sequence("s1", Event("e1", "Signed"), Flows.Record("one")), Flows.Sequence("s2", Event("e2", "Signed"), Flows.Record("two")), Event("e3", "Other")))));

        _host.Publish("Signed", null, new JsonObject { ["by"] = "Ann" });

        Recorded().ShouldBe(["one", "two"], ignoreOrder: true);
        State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("e3");
    }

    [Fact]
    public void An_event_published_by_one_instance_wakes_another_and_a_local_one_does_not()
    {
        var publisher = (string id, bool local) => Named(id, Flows.Sequence("seq", Flows.Activity(
            "p", "Elsa.PublishEvent", ("eventName", Flows.Input("String", "Literal", "Signed")), ("isLocalEvent", Flows.Input("Boolean", "Literal", local)))));
        _host.Publish(publisher("local", true));
        _host.Publish(publisher("global", false));
        Start(Event("e", "Signed"));

        _host.Start("B", "local");
        State.SubStatus.ShouldBe(SubStatus.Suspended);
        _host.Start("C", "global");

        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void A_dispatch_without_waiting_goes_on_at_once_and_the_child_lives_on_its_own()
    {
        _host.Publish(Named("child", Flows.Sequence("seq", Flows.Task("t"))));
        Start(Flows.Sequence("seq", Flows.Activity("call", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "child"))), Flows.Record("after")));

        State.SubStatus.ShouldBe(SubStatus.Finished);
        Recorded().ShouldBe(["after"]);
        _host.States["A.1"].SubStatus.ShouldBe(SubStatus.Suspended);
        _host.Effects.Select(e => e.Effect).OfType<Effect.StartChild>().ShouldHaveSingleItem().Waits.ShouldBeFalse();
    }

    [Fact]
    public void Cancelling_a_waiting_branch_cancels_the_child_it_waits_for()
    {
        _host.Publish(Named("child", Flows.Sequence("seq", Flows.Task("t"))));
        var call = Flows.Activity("call", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "child")), ("waitForCompletion", Flows.Input("Boolean", "Literal", true)));
        Start(Flows.Flowchart("flow", [Flows.Fork("fork", "a", "b"), call, Flows.Task("t"), Flows.Join("join", "WaitAny")], "fork.a call", "fork.b t", "call.Done join", "t.Done join"));

        _host.Send("A", new Signal.Resume(_host.Now, State.Bookmarks.Single(b => b.ActivityId == "t").Id));

        State.SubStatus.ShouldBe(SubStatus.Finished);
        _host.States["A.1"].SubStatus.ShouldBe(SubStatus.Cancelled);
    }

    private static JsonObject Delay(string id, string span) => Flows.Activity(id, "Elsa.Delay", ("timeSpan", Flows.Input("TimeSpan", "Literal", span)));

    private static JsonObject Event(string id, string name) => Flows.Activity(id, "Elsa.Event", ("eventName", Flows.Input("String", "Literal", name)));

    private static string Named(string id, JsonObject root)
    {
        var file = JsonNode.Parse(Flows.Definition(root))!;
        file["definitionId"] = id;
        return file.ToJsonString();
    }

    private void Start(JsonObject root)
    {
        _host.Publish(Flows.Definition(root));
        _host.Start("A", "test");
    }

    private IEnumerable<string> Recorded() => _host.Records.Select(r => r["message"]!.ToString());
}
