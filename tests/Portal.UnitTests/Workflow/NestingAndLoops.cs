using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class NestingAndLoops
{
    private readonly CaseHost _host = new();

    private WorkflowState State => _host.States["A"];

    [Fact]
    public void Break_in_a_flowchart_ends_the_flowchart_and_the_loop_around_it()
    {
        var body = Flows.Flowchart(
            "body",
            [Flows.Activity("d", "Elsa.FlowDecision", ("condition", Script("Boolean", "getCurrentValue() == 2"))), Flows.Activity("stop", "Elsa.Break"), Flows.Record("r", "getCurrentValue()"), Flows.Record("never")],
            "d.True stop",
            "d.False r",
            "stop.Done never");
        Start(Flows.Sequence("seq", ForEach("loop", "[1,2,3]", body), Flows.Record("after")));

        Recorded().ShouldBe(["1", "after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Break_in_an_inner_loop_leaves_the_outer_one_going_after_a_wait_too()
    {
        var inner = ForEach("inner", "['x','y']", Flows.Sequence("round", Flows.Task("t"), Flows.Activity("stop", "Elsa.Break"), Flows.Record("never")));
        Start(Flows.Sequence("seq", ForEach("outer", "[1,2]", Flows.Sequence("body", inner, Flows.Record("r", "getCurrentValue()"))), Flows.Record("after")));

        Resume("t");
        Resume("t");

        Recorded().ShouldBe(["1", "2", "after"]);
    }

    [Fact]
    public void Break_in_one_branch_of_a_Fork_cancels_the_other_branches_and_ends_the_loop()
    {
        var fork = Flows.Activity("fork", "Elsa.Fork", ("joinMode", "WaitAll"), ("branches", new JsonArray(Flows.Sequence("one", Flows.Task("t"), Flows.Activity("stop", "Elsa.Break")), Flows.Task("u"))));
        Start(Flows.Sequence("seq", ForEach("loop", "[1,2]", fork), Flows.Record("after")));

        Resume("t");

        Recorded().ShouldBe(["after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
        _host.Journal.Select(j => (j.Entry.ActivityId, j.Entry.Event)).ShouldContain(("u", JournalEvent.Canceled));
    }

    [Fact]
    public void The_sign_of_the_step_says_in_which_direction_For_counts_and_the_wrong_one_runs_no_round()
    {
        var loop = (string id, int start, int end, int step) => Flows.Activity(
            id, "Elsa.For", ("start", Flows.Input("Int32", "Literal", start)), ("end", Flows.Input("Int32", "Literal", end)), ("step", Flows.Input("Int32", "Literal", step)), ("body", Flows.Record("r", "getCurrentValue()")));

        Start(Flows.Sequence("seq", loop("down", 3, 1, -1), loop("none", 3, 1, 1), loop("neither", 1, 3, -1), loop("once", 2, 2, 1), Flows.Record("after")));

        Recorded().ShouldBe(["3", "2", "1", "2", "after"]);
    }

    [Fact]
    public void A_loop_around_fork_and_join_arms_the_join_anew_each_time_in_every_mode()
    {
        foreach (var mode in new[] { "WaitAll", "WaitAllActive", "WaitAny" })
        {
            var host = new CaseHost();
            host.Publish(Flows.Definition(Flows.Flowchart(
                "flow",
                [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "a", "b"), Flows.Task("a"), Flows.Task("b"), Flows.Join("join", mode), Flows.Task("check", "Ok", "Again"), Flows.Record("done")],
                "start.Done fork",
                "fork.a a",
                "fork.b b",
                "a.Done join",
                "b.Done join",
                "join.Done check",
                "check.Again fork",
                "check.Ok done")));
            host.Start("A", "test");
            foreach (var again in new[] { true, true, false })
            {
                Open(host).ShouldBe(["a", "b"], mode);
                Resume(host, "a");
                if (mode != "WaitAny")
                {
                    Open(host).ShouldBe(["b"], mode);
                    Resume(host, "b");
                }

                Open(host).ShouldBe(["check"], mode);
                Resume(host, "check", again ? "Again" : "Ok");
            }

            host.States["A"].SubStatus.ShouldBe(SubStatus.Finished, mode);
            host.Records.Count.ShouldBe(1, mode);
        }
    }

    [Fact]
    public void A_fork_in_a_flowchart_in_a_sequence_in_a_flowchart_keeps_its_place()
    {
        var stage = Flows.Flowchart("stage", [Flows.Fork("fork", "a", "b"), Flows.Task("a"), Flows.Task("b"), Flows.Join("join", "WaitAll")], "fork.a a", "fork.b b", "a.Done join", "b.Done join");
        Start(Flows.Flowchart("flow", [Flows.Record("before"), Flows.Sequence("seq", Flows.Record("in"), stage, Flows.Record("out")), Flows.Record("after")], "before.Done seq", "seq.Done after"));

        Resume("b");
        Recorded().ShouldBe(["before", "in"]);
        Resume("a");

        Recorded().ShouldBe(["before", "in", "out", "after"]);
        State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Finish_deep_inside_ends_the_instance_and_takes_all_bookmarks_along()
    {
        var inner = Flows.Sequence("inner", Flows.Task("x"), Flows.Activity("finish", "Elsa.Finish"), Flows.Record("never"));
        Start(Flows.Flowchart("flow", [Flows.Fork("fork", "a", "b"), inner, Flows.Task("b")], "fork.a inner", "fork.b b"));

        Resume("x");

        State.SubStatus.ShouldBe(SubStatus.Finished);
        State.Bookmarks.ShouldBeEmpty();
        _host.Records.ShouldBeEmpty();
    }

    [Fact]
    public void Complete_without_outcomes_ends_its_container_as_Done()
    {
        var inner = Flows.Sequence("inner", Flows.Activity("complete", "Elsa.Complete"), Flows.Record("never"));

        Start(Flows.Flowchart("flow", [inner, Flows.Record("done"), Flows.Record("other")], "inner.Done done", "inner.Other other"));

        Recorded().ShouldBe(["done"]);
    }

    [Fact]
    public void A_script_may_name_several_outcomes_and_each_way_is_taken()
    {
        var run = Flows.Activity("js", "Elsa.RunJavaScript", ("script", Flows.Input("String", "Literal", "setOutcomes(['One', 'Three']);")));

        Start(Flows.Flowchart("flow", [run, Flows.Record("one"), Flows.Record("two"), Flows.Record("three"), Flows.Record("both")], "js.One one", "js.Two two", "js.Three three", "one.Done both", "three.Done both"));

        Recorded().ShouldBe(["one", "three", "both"]);
    }

    [Fact]
    public void A_switch_takes_the_first_case_that_holds_and_else_the_default()
    {
        foreach (var (value, taken) in new[] { (1, "low"), (5, "mid"), (50, "Default") })
        {
            var host = new CaseHost();
            var choose = Flows.Activity("sw", "Elsa.FlowSwitch", ("cases", new JsonArray(Case("low", $"{value} < 3"), Case("mid", $"{value} < 9"))));
            host.Publish(Flows.Definition(Flows.Flowchart("flow", [choose, Flows.Record("low"), Flows.Record("mid"), Flows.Record("Default")], "sw.low low", "sw.mid mid", "sw.Default Default")));
            host.Start("A", "test");
            host.Records.Select(r => r["message"]!.ToString()).ShouldBe([taken]);
        }
    }

    [Fact]
    public void Variables_of_inner_containers_hide_outer_ones_by_name_and_die_with_them()
    {
        var inner = Flows.Sequence("inner", Flows.Set("s1", "in", "'changed'"), Flows.Set("s2", "out", "getX() + '!'"), Flows.Task("t"), Flows.Record("r1", "getX() + variables.X"));
        inner["variables"] = new JsonArray(Named("IN", "X", "inner"));
        var root = Flows.Sequence("seq", ForEach("loop", "[1,2]", inner), Flows.Record("r2", "getX()"));
        _host.Publish(Flows.Definition(root, Named("OUT", "X", "outer")));
        _host.Start("A", "test");

        Resume("t");
        Resume("t");

        Recorded().ShouldBe(["changedchanged", "changedchanged", "changed!"]);

        static JsonObject Named(string id, string name, string value)
        {
            var variable = Flows.Variable(id, "String", value);
            variable["name"] = name;
            return variable;
        }
    }

    [Fact]
    public void The_output_of_an_activity_and_the_last_result_are_seen_in_the_same_burst_and_not_after_it()
    {
        var script = Flows.Activity("js", "Elsa.RunJavaScript", ("script", Flows.Input("String", "Literal", "40 + 2")));
        script["name"] = "Answer";
        Start(Flows.Sequence("seq", script, Flows.Record("r1", "[getOutputFrom('js'), getOutputFrom('Answer', 'Result'), getLastResult()]"), Flows.Task("t"), Flows.Record("r2", "[getOutputFrom('js')]")));

        Resume("t");

        Recorded().ShouldBe(["[42,42,42]", "[null]"]);
    }

    private static JsonObject ForEach(string id, string items, JsonObject body) => Flows.Activity(id, "Elsa.ForEach", ("items", Script("List<Object>", items)), ("body", body));

    private static JsonObject Script(string type, string text) => Flows.Input(type, "JavaScript", text);

    private static JsonObject Case(string label, string script) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } };

    private static IEnumerable<string> Open(CaseHost host) => host.States["A"].Bookmarks.Select(b => b.ActivityId);

    private static void Resume(CaseHost host, string activity, string? outcome = null) => host.Send(
        "A", new Signal.Resume(host.Now, host.States["A"].Bookmarks.First(b => b.ActivityId == activity).Id, outcome is null ? null : new JsonObject { ["outcome"] = outcome })).IsAccepted.ShouldBeTrue();

    private void Start(JsonObject root)
    {
        _host.Publish(Flows.Definition(root));
        _host.Start("A", "test");
    }

    private void Resume(string activity) => Resume(_host, activity);

    private IEnumerable<string> Recorded() => _host.Records.Select(r => r["message"] is JsonArray list ? list.ToJsonString() : r["message"]?.ToString() ?? "null");
}
