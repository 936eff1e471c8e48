using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class RunningActivities
{
    private readonly CaseHost _host = new();

    private WorkflowState State => _host.States["A"];

    [Fact]
    public void ParallelForEach_makes_a_task_for_each_item_and_each_sees_its_own_across_suspensions()
    {
        var body = Flows.Sequence("body", Flows.Task("t"), Flows.Record("r", "getCurrentIndex() + ':' + getCurrentValue().title"));
        Start(
            Flows.Sequence("seq", Flows.Activity("all", "Elsa.ParallelForEach", ("items", Flows.Input("Object", "Input", new JsonObject { ["name"] = "Areas" })), ("body", body)), Flows.Record("after")),
            new JsonObject { ["Areas"] = JsonNode.Parse("""[{"title":"one"},{"title":"two"},{"title":"three"}]""") });
        State.Bookmarks.Count.ShouldBe(3);

        Resume(State.Bookmarks[1].Id);
        Resume(State.Bookmarks[1].Id);
        State.SubStatus.ShouldBe(SubStatus.Suspended);
        Resume(State.Bookmarks[0].Id);

        Recorded().ShouldBe(["1:two", "2:three", "0:one", "after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void ParallelForEach_reads_a_list_written_as_text_and_passes_over_an_empty_one()
    {
        var loop = Flows.Activity("all", "Elsa.ParallelForEach", ("items", Flows.Input("Object", "Object", "[1,2]")), ("body", Flows.Record("r", "getCurrentValue()")));
        var none = Flows.Activity("none", "Elsa.ParallelForEach", ("items", Flows.Input("Object", "JavaScript", "[]")), ("body", Flows.Record("x")));

        Start(Flows.Sequence("seq", loop, none, Flows.Record("after")));

        Recorded().ShouldBe(["1", "2", "after"]);
    }

    [Fact]
    public void A_fault_in_one_round_of_ParallelForEach_leaves_the_others_and_can_be_skipped()
    {
        var body = Flows.Activity("f", "Portal.Fail", ("message", Flows.Input("String", "Literal", "boom")), ("when", Flows.Input("Boolean", "JavaScript", "getCurrentValue() == 2")));
        Start(Flows.Sequence("seq", Flows.Activity("all", "Elsa.ParallelForEach", ("items", Flows.Input("Object", "JavaScript", "[1,2,3]")), ("body", body)), Flows.Record("after")));
        var incident = State.Incidents.ShouldHaveSingleItem();

        _host.Send("A", new Signal.SkipIncident(_host.Now, incident.Id));

        Recorded().ShouldBe(["after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void For_counts_up_and_down_with_or_without_its_end()
    {
        Start(Flows.Sequence("seq", Loop("up", 1, 3), Loop("down", 3, 1, step: -1), Loop("open", 1, 3, inclusive: false), Loop("stride", 0, 10, step: 5)));

        Recorded().ShouldBe(["1", "2", "3", "3", "2", "1", "1", "2", "0", "5", "10"]);
    }

    [Fact]
    public void Break_ends_the_innermost_loop_and_what_follows_it_in_the_round()
    {
        var stop = Flows.Activity("if", "Elsa.If", ("condition", Flows.Input("Boolean", "JavaScript", "getCurrentValue() == 2")), ("then", Flows.Activity("break", "Elsa.Break")));
        var body = Flows.Sequence("body", stop, Flows.Record("r", "getCurrentValue()"));
        var inner = Flows.Activity("inner", "Elsa.ForEach", ("items", Flows.Input("List<Object>", "Object", "[1,2,3]")), ("body", body));

        Start(Flows.Sequence("seq", Flows.Activity("outer", "Elsa.ForEach", ("items", Flows.Input("List<Object>", "Object", "[1,1]")), ("body", inner)), Flows.Record("after")));

        Recorded().ShouldBe(["1", "1", "after"]);
    }

    [Fact]
    public void A_loop_without_end_and_without_a_wait_becomes_an_incident()
    {
        Start(Flows.Sequence("seq", Flows.Activity("w", "Elsa.While", ("condition", Flows.Input("Boolean", "Literal", true)), ("body", Flows.Activity("n", "Elsa.FlowNode")))));

        State.Incidents.ShouldHaveSingleItem().Message.ShouldContain("loops without end");
        State.SubStatus.ShouldBe(SubStatus.Suspended);
    }

    [Fact]
    public void Variables_without_the_instance_storage_driver_are_lost_at_a_wait_and_inputs_are_kept()
    {
        Start(
            Flows.Sequence("seq", Flows.Set("s1", "kept", "'k'"), Flows.Set("s2", "lost", "'l'"), Flows.Task("t"), Flows.Record("r", "getKept() + getLost() + getInput('Areas') + getComment2()")),
            new JsonObject { ["Areas"] = "areas" },
            Flows.Variable("kept", "String"),
            Flows.Variable("lost", "String", "initial", stored: false),
            Flows.Variable("comment2", "String", "!"));
        Resume(State.Bookmarks[0].Id);

        Recorded().ShouldBe(["kinitialareas!"]);
    }

    [Fact]
    public void The_input_of_a_resume_is_seen_until_the_next_wait_and_no_longer()
    {
        Start(Flows.Sequence("seq", Flows.Task("t"), Flows.Record("r1", "getInput('who')"), Flows.Task("u"), Flows.Record("r2", "getInput('who')")));

        Resume(State.Bookmarks[0].Id, new JsonObject { ["who"] = "Ann" });
        Resume(State.Bookmarks[0].Id);

        Recorded().ShouldBe(["Ann", "null"]);
    }

    [Fact]
    public void Complete_ends_its_container_with_an_outcome_that_the_outer_flowchart_follows()
    {
        var inner = Flows.Flowchart(
            "inner",
            [Flows.Fork("fork", "a", "b"), Flows.Task("a"), Flows.Task("b"), Flows.Activity("done", "Elsa.Complete", ("outcomes", Flows.Input("Object", "Literal", "Passed")))],
            "fork.a a",
            "fork.b b",
            "a.Done done");
        Start(Flows.Flowchart("flow", [inner, Flows.Record("passed"), Flows.Record("failed")], "inner.Passed passed", "inner.Failed failed"));

        Resume(State.Bookmarks[0].Id);

        Recorded().ShouldBe(["passed"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Timer_and_StartAt_wait_for_their_moment_and_a_moment_past_is_no_wait()
    {
        Start(Flows.Sequence(
            "seq",
            Flows.Activity("timer", "Elsa.Timer", ("interval", Flows.Input("TimeSpan", "Literal", "00:10:00"))),
            Flows.Activity("past", "Elsa.StartAt", ("dateTime", Flows.Input("DateTimeOffset", "Literal", "2029-12-31T00:00:00Z"))),
            Flows.Activity("at", "Elsa.StartAt", ("dateTime", Flows.Input("DateTimeOffset", "Literal", "2030-01-01T03:00:00+02:00")))));
        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Now.AddMinutes(10));

        _host.Advance(600).ShouldBe(1);
        State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldBe(new DateTime(2030, 1, 1, 1, 0, 0, DateTimeKind.Utc));
        _host.Advance(3600).ShouldBe(1);

        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void What_names_correlates_and_outputs_is_kept_in_the_state_and_events_go_out()
    {
        Start(Flows.Sequence(
            "seq",
            Flows.Activity("n", "Elsa.SetName", ("value", Flows.Input("String", "Liquid", "Review of {{ Input.Areas }}"))),
            Flows.Activity("c", "Elsa.Correlate", ("correlationId", Flows.Input("String", "Literal", "case-7"))),
            Flows.Activity("o", "Elsa.SetOutput", ("outputName", Flows.Input("String", "Literal", "Verdict")), ("outputValue", Flows.Input("Object", "JavaScript", "({grade: 2})"))),
            Flows.Activity("p", "Elsa.PublishEvent", ("eventName", Flows.Input("String", "Literal", "Signed")), ("payload", Flows.Input("Object", "JavaScript", "[1]")))),
            new JsonObject { ["Areas"] = "Leeds" });

        State.Name.ShouldBe("Review of Leeds");
        State.CorrelationId.ShouldBe("case-7");
        State.Output["Verdict"]!["grade"]!.GetValue<int>().ShouldBe(2);
        var published = _host.Effects.Select(e => e.Effect).OfType<Effect.EventPublished>().ShouldHaveSingleItem();
        (published.EventName, published.Payload!.ToJsonString()).ShouldBe(("Signed", "[1]"));
    }

    [Fact]
    public void RunJavaScript_sets_its_result_and_names_its_outcome()
    {
        var run = Flows.Activity("js", "Elsa.RunJavaScript", ("script", Flows.Input("String", "Literal", "setX(4); setOutcome('Big'); return 40 + getX();")));
        run["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "X" } };
        Start(Flows.Flowchart("flow", [run, Flows.Record("big", "getX()"), Flows.Record("small")], "js.Big big", "js.Done small"), null, Flows.Variable("x", "Int32"));

        Recorded().ShouldBe(["44"]);
    }

    [Fact]
    public void A_switch_that_matches_any_follows_every_case_that_holds()
    {
        var condition = (string script) => (JsonNode)new JsonObject { ["type"] = "JavaScript", ["value"] = script };
        var cases = new JsonArray(
            new JsonObject { ["label"] = "one", ["condition"] = condition("true") },
            new JsonObject { ["label"] = "two", ["condition"] = condition("false") },
            new JsonObject { ["label"] = "three", ["condition"] = condition("1 < 2") });
        var choose = Flows.Activity("sw", "Elsa.FlowSwitch", ("cases", cases), ("mode", Flows.Input("Mode, Elsa", "Literal", "MatchAny")));

        Start(Flows.Flowchart("flow", [choose, Flows.Record("one"), Flows.Record("two"), Flows.Record("three")], "sw.one one", "sw.two two", "sw.three three"));

        Recorded().ShouldBe(["one", "three"]);
    }

    [Fact]
    public void Switch_Parallel_and_Fork_keep_their_place_when_something_inside_waits()
    {
        var holds = new JsonObject { ["label"] = "yes", ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = true }, ["activity"] = Flows.Task("s") };
        Start(Flows.Sequence(
            "seq",
            Flows.Activity("switch", "Elsa.Switch", ("cases", new JsonArray(holds)), ("default", Flows.Record("never"))),
            Flows.Activity("parallel", "Elsa.Parallel", ("activities", new JsonArray(Flows.Task("p"), Flows.Task("q")))),
            Flows.Activity("fork", "Elsa.Fork", ("branches", new JsonArray(Flows.Task("f"), Flows.Task("g"))), ("joinMode", "WaitAll")),
            Flows.Record("after")));

        for (var expected = new[] { 1, 2, 1, 2, 1 }.GetEnumerator(); expected.MoveNext();)
        {
            State.Bookmarks.Count.ShouldBe((int)expected.Current);
            Resume(State.Bookmarks[^1].Id);
        }

        Recorded().ShouldBe(["after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    private static JsonObject Loop(string id, int start, int end, int step = 1, bool inclusive = true) => Flows.Activity(
        id,
        "Elsa.For",
        ("start", Flows.Input("Int32", "Literal", start)),
        ("end", Flows.Input("Int32", "Literal", end)),
        ("step", Flows.Input("Int32", "Literal", step)),
        ("outerBoundInclusive", Flows.Input("Boolean", "Literal", inclusive)),
        ("body", Flows.Record("r", "getCurrentValue()")));

    private void Start(JsonObject root, JsonObject? input = null, params JsonObject[] variables)
    {
        _host.Publish(Flows.Definition(root, variables));
        _host.Start("A", "test", input: input);
    }

    private void Resume(string bookmark, JsonObject? input = null) => _host.Send("A", new Signal.Resume(_host.Now, bookmark, input)).IsAccepted.ShouldBeTrue();

    private IEnumerable<string> Recorded() => _host.Records.Select(r => r["message"]?.ToString() ?? "null");
}
