using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class DecidingIncidents
{
    private readonly CaseHost _host = new();

    private WorkflowState State => _host.States["A"];

    [Fact]
    public void Retry_and_skip_are_journalled_with_author_and_reason()
    {
        Start(Flows.Flowchart("flow", [Fail("f"), Flows.Record("mended")], "f.Mended mended"));

        _host.Send("A", new Signal.RetryIncident(_host.Now, State.Incidents[0].Id, "Ann", "the disk has room again"));
        _host.Send("A", new Signal.SkipIncident(_host.Now, State.Incidents[0].Id, "Mended", "Bob", "done by hand"));

        _host.Journal.Where(j => j.Entry.By is not null).Select(j => (j.Entry.Event, j.Entry.By, j.Entry.Message)).ShouldBe(
            [(JournalEvent.Retried, "Ann", "the disk has room again"), (JournalEvent.Skipped, "Bob", "done by hand")]);
        _host.Records.ShouldHaveSingleItem()["message"]!.ToString().ShouldBe("mended");
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Giving_an_incident_up_ends_its_branch_and_a_join_for_the_living_goes_on()
    {
        Start(Flows.Flowchart(
            "flow", [Flows.Fork("fork", "a", "b"), Fail("f"), Flows.Task("t"), Flows.Join("join", "WaitAllActive"), Flows.Record("after")], "fork.a f", "fork.b t", "f.Done join", "t.Done join", "join.Done after"));

        _host.Send("A", new Signal.CancelIncident(_host.Now, State.Incidents[0].Id, "Ann", "not needed")).IsAccepted.ShouldBeTrue();
        State.Incidents.ShouldBeEmpty();
        State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("t");
        _host.Send("A", new Signal.Resume(_host.Now, State.Bookmarks[0].Id));

        _host.Records.ShouldHaveSingleItem()["message"]!.ToString().ShouldBe("after");
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Giving_an_incident_up_in_one_round_of_ParallelForEach_leaves_the_others()
    {
        var body = Flows.Sequence("body", Fail("f", "getCurrentValue() == 2"), Flows.Task("t"));
        Start(Flows.Sequence("seq", Flows.Activity("all", "Elsa.ParallelForEach", ("items", Flows.Input("Object", "JavaScript", "[1,2,3]")), ("body", body)), Flows.Record("after")));

        _host.Send("A", new Signal.CancelIncident(_host.Now, State.Incidents.ShouldHaveSingleItem().Id, "Ann", "closed")).IsAccepted.ShouldBeTrue();
        State.Bookmarks.Count.ShouldBe(2);
        _host.Send("A", new Signal.Resume(_host.Now, State.Bookmarks[0].Id));
        _host.Send("A", new Signal.Resume(_host.Now, State.Bookmarks[0].Id));

        _host.Records.ShouldHaveSingleItem();
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Giving_an_incident_up_where_nothing_can_go_on_without_it_cancels_the_instance()
    {
        Start(Flows.Sequence("seq", Fail("f"), Flows.Record("never")));

        _host.Send("A", new Signal.CancelIncident(_host.Now, State.Incidents[0].Id, "Ann", "hopeless")).IsAccepted.ShouldBeTrue();

        State.SubStatus.ShouldBe(SubStatus.Cancelled);
        _host.Effects.Select(e => e.Effect).OfType<Effect.InstanceEnded>().ShouldHaveSingleItem().SubStatus.ShouldBe(SubStatus.Cancelled);
        _host.Effects.Select(e => e.Effect).OfType<Effect.IncidentClosed>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_retry_policy_waits_by_the_clock_and_longer_each_time_before_it_is_an_incident()
    {
        var fail = Fail("f");
        fail["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["times"] = 2, ["after"] = "00:05:00", ["factor"] = 2 } };
        Start(Flows.Sequence("seq", fail));

        var first = State.Bookmarks.ShouldHaveSingleItem();
        (first.Name, first.Payload, first.DueAt).ShouldBe(("Portal.Retry", """{"Attempt":1,"Message":"boom"}""", _host.Now.AddMinutes(5)));
        State.Incidents.ShouldBeEmpty();
        _host.Advance(300).ShouldBe(1);
        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Now.AddMinutes(10));
        _host.Advance(600).ShouldBe(1);

        State.Bookmarks.ShouldBeEmpty();
        State.Incidents.ShouldHaveSingleItem().Message.ShouldBe("boom");
        _host.Journal.Count(j => j.Entry.Event == JournalEvent.Faulted).ShouldBe(3);
        _host.Journal.Count(j => j.Entry.Event == JournalEvent.Retried).ShouldBe(2);
        _host.Send("A", new Signal.RetryIncident(_host.Now, State.Incidents[0].Id, "Ann", "once more"));
        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Now.AddMinutes(5), "a decision by hand begins the policy anew");
    }

    [Fact]
    public void An_activity_that_succeeds_on_a_later_attempt_goes_on_as_if_nothing_had_happened()
    {
        var fail = Fail("f", "getBroken()");
        fail["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["times"] = 1, ["after"] = "00:01:00" } };
        _host.Publish(Flows.Definition(Flows.Sequence("seq", fail, Flows.Record("after")), Flows.Variable("Broken", "Boolean", "true")));
        _host.Start("A", "test");

        _host.Send("A", new Signal.SetVariable(_host.Now, "BROKEN", false, "Ann", "the printer works")).IsAccepted.ShouldBeTrue();
        _host.Advance(60).ShouldBe(1);

        State.SubStatus.ShouldBe(SubStatus.Finished);
        _host.Effects.Select(e => e.Effect).OfType<Effect.IncidentOpened>().ShouldBeEmpty();
        _host.Journal.Select(j => j.Entry).Single(j => j.Event == JournalEvent.VariableSet).Message.ShouldBe("Broken: the printer works");
        _host.Send("A", new Signal.SetVariable(_host.Now, "BROKEN", true)).Acceptance.ShouldBe(Acceptance.Ended);
    }

    [Fact]
    public void A_variable_is_set_only_if_it_is_there_and_the_value_fits()
    {
        _host.Publish(Flows.Definition(Flows.Sequence("seq", Flows.Task("t")), Flows.Variable("n", "Int32", "1")));
        _host.Start("A", "test");

        _host.Send("A", new Signal.SetVariable(_host.Now, "M", 2)).Acceptance.ShouldBe(Acceptance.Mismatch);
        _host.Send("A", new Signal.SetVariable(_host.Now, "N", "many")).Acceptance.ShouldBe(Acceptance.Mismatch);
        _host.Send("A", new Signal.SetVariable(_host.Now, "N", "2")).IsAccepted.ShouldBeTrue();
        State.Variables(_host.DefinitionOf("A"))["n"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{ "after": "00:01:00" }""", "times")]
    [InlineData("""{ "times": 0, "after": "00:01:00" }""", "times")]
    [InlineData("""{ "times": 3, "after": "soon" }""", "after")]
    [InlineData("""{ "times": 3, "after": "00:00:00" }""", "after")]
    [InlineData("""{ "times": 3, "after": "00:01:00", "factor": 0.5 }""", "factor")]
    [InlineData("3", "retry policy")]
    public void A_retry_policy_that_cannot_be_read_is_refused_with_its_place(string policy, string said)
    {
        var fail = Fail("f");
        fail["customProperties"] = new JsonObject { ["retry"] = JsonNode.Parse(policy) };

        var fault = Should.Throw<DefinitionRefused>(() => new DefinitionReader(CaseHost.Catalogue).Read(Flows.Definition(fail))).Faults.ShouldHaveSingleItem();

        fault.Path.ShouldBe("$.root.customProperties.retry");
        fault.Reason.ShouldContain(said);
    }

    private static JsonObject Fail(string id, string when = "true") =>
        Flows.Activity(id, "Portal.Fail", ("message", Flows.Input("String", "Literal", "boom")), ("when", Flows.Input("Boolean", "JavaScript", when)));

    private void Start(JsonObject root)
    {
        _host.Publish(Flows.Definition(root));
        _host.Start("A", "test");
    }
}
