using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class StandingBadInput
{
    /// <summary>Generous: the point is that nothing grows with the square of the size.</summary>
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ManyAtOnce = TimeSpan.FromSeconds(60);

    private static readonly DateTime At = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>As written by the first form of states: a task of two is done, the other is open before a join.</summary>
    private const string FirstForm = """
        {"schema":1,"instanceId":"A","definitionId":"test","version":1,"contentHash":"HASH","subStatus":"Suspended","counter":7,"journal":11,"children":0,
        "input":{},"output":{},"variables":{},"executions":[
        {"id":"A/e1","nodeId":"Workflow1","status":"Running","backward":false,"breaking":false},
        {"id":"A/e2","nodeId":"Workflow1:flow","parentId":"A/e1","status":"Running","backward":false,"breaking":false,"flow":{"activities":{"start":1,"fork":1,"t00":1},
        "connections":{"start.Done>fork.In":1,"fork.b0>t00.In":1,"fork.b1>t10.In":1,"t00.Done>join.In":1},"followed":["start.Done>fork.In","fork.b0>t00.In","fork.b1>t10.In","t00.Done>join.In"]}},
        {"id":"A/e6","nodeId":"Workflow1:flow:t10","parentId":"A/e2","status":"Running","backward":false,"breaking":false}],
        "queue":[],"bookmarks":[{"id":"A/b7","activityId":"t10","executionId":"A/e6","name":"Portal.HumanTask","payload":"{\"Title\":\"t10\"}"}],"incidents":[]}
        """;

    [Fact]
    public void A_definition_of_fifty_megabytes_is_refused_at_once()
    {
        var watch = Stopwatch.StartNew();

        Faults(new string(' ', 50_000_000)).ShouldHaveSingleItem().Reason.ShouldBe("The file has 50 million characters; a definition has at most 20 million.");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Ten_thousand_activities_are_validated_and_run_in_seconds_also_along_a_dead_path()
    {
        var activities = Enumerable.Range(0, 9_998).Select(n => Flows.Activity($"n{n}", "Elsa.FlowNode")).Append(Flows.Activity("d", "Elsa.FlowDecision")).Append(Flows.Task("t"));
        var watch = Stopwatch.StartNew();
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow", [Flows.Activity("start", "Elsa.Start"), .. activities], ["start.Done d", "d.True n0", "d.False t", .. Enumerable.Range(1, 9_997).Select(n => $"n{n - 1}.Done n{n}"), "n9997.Done t"])));

        var step = new WorkflowEngine(CaseHost.Catalogue).Advance(definition, null, new Signal.Start(At, "A"));

        step.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("t");
        watch.Elapsed.ShouldBeLessThan(Seconds);
    }

    [Fact]
    public void Ten_thousand_activities_with_joins_loops_and_variables_are_validated_in_seconds()
    {
        var activities = new List<JsonObject> { Flows.Activity("start", "Elsa.Start") };
        var connections = new List<string>();
        var before = "start";
        for (var n = 0; n < 2_000; n++)
        {
            activities.AddRange([Flows.Fork($"f{n}", "a", "b"), Flows.Activity($"a{n}", "Elsa.FlowNode"), Flows.Activity($"b{n}", "Elsa.FlowNode"), Flows.Join($"j{n}", "WaitAll"), Flows.Task($"t{n}", "Done", "Again")]);
            connections.AddRange([$"{before}.Done f{n}", $"f{n}.a a{n}", $"f{n}.b b{n}", $"a{n}.Done j{n}", $"b{n}.Done j{n}", $"j{n}.Done t{n}", $"t{n}.Again f{n}"]);
            before = $"t{n}";
        }

        var watch = Stopwatch.StartNew();
        Read(Flows.Definition(Flows.Flowchart("flow", activities, [.. connections]), [.. Enumerable.Range(0, 5_000).Select(n => Flows.Variable("v" + n, "String"))])).Activities.Count().ShouldBe(10_002);

        watch.Elapsed.ShouldBeLessThan(Seconds);
    }

    [Fact]
    public void Thousands_of_tasks_at_once_begin_end_and_are_cancelled_in_seconds()
    {
        var tasks = Flows.Activity("all", "Elsa.ParallelForEach", ("items", Flows.Input("List<Object>", "JavaScript", "Array.from({length: 9000}, (_, i) => i)")), ("body", Flows.Task("t")));
        var wait = Flows.Activity("late", "Elsa.Delay", ("timeSpan", Flows.Input("TimeSpan", "Literal", "1.00:00:00")));
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "work", "deadline"), Flows.Sequence("stage", tasks), wait, Flows.Join("join", "WaitAny"), Flows.Task("after")],
            "start.Done fork", "fork.work stage", "fork.deadline late", "stage.Done join", "late.Done join", "join.Done after")));
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var watch = Stopwatch.StartNew();

        var state = engine.Advance(definition, null, new Signal.Start(At, "A")).State;
        state.Bookmarks.Count.ShouldBe(9_001);
        for (var n = 0; n < 20; n++)
        {
            state = engine.Advance(definition, WorkflowState.Parse(state.ToJson()), new Signal.Resume(At, state.Bookmarks[(n * 100) + 1].Id)).State;
        }

        var late = engine.Advance(definition, state, new Signal.Resume(At, state.Bookmarks.Single(b => b.ActivityId == "late").Id));

        late.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("after");
        late.Effects.OfType<Effect.BookmarkRemoved>().Count().ShouldBe(9_001 - 20);
        watch.Elapsed.ShouldBeLessThan(ManyAtOnce);
    }

    [Fact]
    public void Thousands_of_branches_that_do_not_wait_meet_at_a_join_in_seconds()
    {
        var branches = Enumerable.Range(0, 4_900).Select(n => "b" + n).ToArray();
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", branches), .. branches.Select(b => Flows.Activity(b, "Elsa.FlowNode")), Flows.Join("join", "WaitAll"), Flows.Task("after")],
            ["start.Done fork", .. branches.Select(b => $"fork.{b} {b}"), .. branches.Select(b => $"{b}.Done join"), "join.Done after"])));
        var watch = Stopwatch.StartNew();

        var step = new WorkflowEngine(CaseHost.Catalogue).Advance(definition, null, new Signal.Start(At, "A"));

        step.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("after");
        watch.Elapsed.ShouldBeLessThan(ManyAtOnce);
    }

    [Fact]
    public void Thousands_of_branches_at_once_are_drawn_in_seconds()
    {
        var branches = Enumerable.Range(0, 4_900).Select(n => "b" + n).ToArray();
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", branches), .. branches.Select(b => Flows.Activity(b, "Elsa.FlowNode")), Flows.Join("join", "WaitAll")],
            ["start.Done fork", .. branches.Select(b => $"fork.{b} {b}"), .. branches.Select(b => $"{b}.Done join")])));
        var watch = Stopwatch.StartNew();

        DiagramSvg.Write(DiagramLayout.Of(definition)).ShouldContain("b4899");

        watch.Elapsed.ShouldBeLessThan(ManyAtOnce);
    }

    [Fact]
    public void Thousands_of_steps_that_may_all_go_straight_to_the_end_are_drawn_in_seconds()
    {
        const int Steps = 5_000;
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [.. Enumerable.Range(0, Steps).Select(n => Flows.Task($"t{n}", "Done", "Withdraw")), Flows.Activity("end", "Elsa.End")],
            [.. Enumerable.Range(1, Steps - 1).Select(n => $"t{n - 1}.Done t{n}"), .. Enumerable.Range(0, Steps).Select(n => $"t{n}.Withdraw end")])));
        var watch = Stopwatch.StartNew();

        var diagram = DiagramLayout.Of(definition);

        diagram.Edges.Count.ShouldBe((2 * Steps) - 1);
        diagram.Edges.ShouldNotContain(e => e.IsBackward);
        DiagramSvg.Write(diagram).ShouldContain("t4999");
        watch.Elapsed.ShouldBeLessThan(ManyAtOnce);
    }

    [Fact]
    public void A_thousand_containers_in_each_other_are_refused_and_no_stack_overflows()
    {
        var text = new StringBuilder("""{"id":"a-v1","definitionId":"a","version":1,"root":""");
        for (var n = 0; n < 1_000; n++)
        {
            text.Append("{\"id\":\"s\",\"type\":\"Elsa.Sequence\",\"activities\":[");
        }

        for (var n = 0; n < 1_000; n++)
        {
            text.Append("]}");
        }

        Faults(text.Append('}').ToString()).ShouldHaveSingleItem().Reason.ShouldBe("The file is nested more than 128 levels deep.");
    }

    [Fact]
    public void A_flowchart_that_goes_in_a_circle_without_a_wait_is_stopped_as_an_incident()
    {
        var definition = Read(Flows.Definition(Flows.Flowchart("flow", [Flows.Activity("start", "Elsa.Start"), Flows.Activity("a", "Elsa.FlowNode"), Flows.Activity("b", "Elsa.FlowNode")], "start.Done a", "a.Done b", "b.Done a")));

        var step = new WorkflowEngine(CaseHost.Catalogue).Advance(definition, null, new Signal.Start(At, "A"));

        step.State.Incidents.ShouldHaveSingleItem().Message.ShouldContain("loops without end");
        step.State.SubStatus.ShouldBe(SubStatus.Suspended);
    }

    [Theory]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("(function(){}).constructor('return 1')()")]
    [InlineData("getInput.constructor.constructor('return this')()")]
    [InlineData("Array.from({length: 1e9}, () => new Array(1000))")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("let a = []; while (true) { a.push('0123456789'.repeat(1000)); }")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("const o = {}; o.o = o; return o;")]
    [InlineData("JSON.stringify((function f(n) { return n ? { f: f(n - 1) } : {}; })(10000))")]
    public void A_script_that_reaches_out_or_runs_wild_becomes_an_incident(string script)
    {
        var definition = Read(Flows.Definition(Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", "JavaScript", script))))));

        var step = new WorkflowEngine(CaseHost.Catalogue).Advance(definition, null, new Signal.Start(At, "A"));

        step.State.Incidents.ShouldHaveSingleItem().ActivityId.ShouldBe("r");
    }

    [Fact]
    public void A_value_as_deep_as_may_enter_is_written_and_read_back_like_any_other()
    {
        var definition = Read(Flows.Definition(
            Flows.Sequence(
                "seq",
                Flows.Set("s", "V", "let deep = 1; for (let n = 0; n < 63; n++) { deep = [deep]; } return deep;"),
                Flows.Activity("t", "Portal.HumanTask", ("title", Flows.Input("Object", "JavaScript", "variables.V"))),
                Flows.Record("r")),
            Flows.Variable("V", "Object")));
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var state = engine.Advance(definition, null, new Signal.Start(At, "A")).State;

        var step = engine.Advance(definition, WorkflowState.Parse(state.ToJson()), new Signal.Resume(At, state.Bookmarks.ShouldHaveSingleItem().Id));

        step.ToRun.ShouldNotBeNull().ActivityId.ShouldBe("r");
    }

    [Fact]
    public void Two_activities_that_become_one_in_another_version_do_not_upset_the_visits()
    {
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var from = Read(Flows.Definition(Flows.Flowchart("flow", [Flows.Activity("start", "Elsa.Start"), Flows.Activity("a", "Elsa.FlowNode"), Flows.Activity("b", "Elsa.FlowNode"), Flows.Task("t")], "start.Done a", "a.Done b", "b.Done t")));
        var to = Read(Flows.Definition(Flows.Flowchart("flow", [Flows.Activity("start", "Elsa.Start"), Flows.Activity("x", "Elsa.FlowNode"), Flows.Task("t")], "start.Done x", "x.Done t")));
        var state = engine.Advance(from, null, new Signal.Start(At, "A")).State;

        var moved = engine.Advance(to, state, new Signal.Migrate(At, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "x", ["b"] = "x" }));

        moved.IsAccepted.ShouldBeTrue();
        engine.Advance(to, moved.State, new Signal.Resume(At, moved.State.Bookmarks.ShouldHaveSingleItem().Id)).State.SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void An_activity_put_off_at_the_end_of_the_calendar_is_still_put_off()
    {
        var record = Flows.Record("r");
        record["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["times"] = 3, ["after"] = "00:05:00" } };
        var definition = Read(Flows.Definition(Flows.Sequence("seq", record)));
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var asked = engine.Advance(definition, null, new Signal.Start(At, "A"));

        var step = engine.Advance(definition, asked.State, new Signal.ActivityFaulted(DateTime.MaxValue.AddSeconds(-30), asked.ToRun.ShouldNotBeNull().ExecutionId, "no luck"));

        step.State.Bookmarks.ShouldHaveSingleItem().DueAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_container_that_became_another_kind_without_a_plan_is_an_incident_and_no_exception()
    {
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var from = Read(Flows.Definition(Flows.Sequence("stage", Flows.Task("t"), Flows.Record("r"))));
        var to = Read(Flows.Definition(Flows.Flowchart("stage", [Flows.Activity("start", "Elsa.Start"), Flows.Task("t"), Flows.Record("r")], "start.Done t", "t.Done r")));
        var state = engine.Advance(to, engine.Advance(from, null, new Signal.Start(At, "A")).State, new Signal.Migrate(At)).State;

        var step = engine.Advance(to, state, new Signal.Resume(At, state.Bookmarks.ShouldHaveSingleItem().Id));

        step.State.Incidents.ShouldHaveSingleItem().ActivityId.ShouldBe("stage");
    }

    [Fact]
    public void A_state_cut_short_anywhere_is_refused_and_never_half_read()
    {
        var text = Suspended().State.ToJson();

        for (var length = 0; length < text.Length; length++)
        {
            Should.Throw<StateNotUnderstood>(() => WorkflowState.Parse(text[..length]));
        }
    }

    [Theory]
    [InlineData("\"in\":1", "\"in\":99")]
    [InlineData("\"of\":", "\"of\":9")]
    [InlineData("\"status\":\"Suspended\"", "\"status\":\"Sleeping\"")]
    [InlineData("\"id\":1,", "\"id\":\"one\",")]
    [InlineData("\"name\":\"Portal.HumanTask\",", "")]
    [InlineData("\"counter\":", "\"count\":")]
    [InlineData("\"id\":2,", "\"id\":1,")]
    [InlineData("\"executions\":[", "\"executions\":[null,")]
    [InlineData("\"payload\":", "\"pay\":")]
    [InlineData("\"visits\":{", "\"visits\":{\"x\":true,")]
    public void A_state_that_does_not_hold_together_is_refused(string from, string to)
    {
        var text = Suspended().State.ToJson();
        text.ShouldContain(from);

        Should.Throw<StateNotUnderstood>(() => WorkflowState.Parse(text.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_state_of_the_first_form_goes_on_where_it_was()
    {
        var definition = Read(Flows.ForkJoin([1, 1], "WaitAll"));
        var state = WorkflowState.Parse(FirstForm.Replace("HASH", definition.ContentHash, StringComparison.Ordinal));

        state.ToJson().ShouldStartWith("{\"schema\":2");
        var step = new WorkflowEngine(CaseHost.Catalogue).Advance(definition, state, new Signal.Resume(At, "A/b7"));

        step.ToRun.ShouldNotBeNull().ActivityId.ShouldBe("after");
    }

    private static Step Suspended() =>
        new WorkflowEngine(CaseHost.Catalogue).Advance(Read(Flows.ForkJoin([1, 1], "WaitAll")), null, new Signal.Start(At, "A", Input: new JsonObject { ["é"] = "\"ü\"" }));

    private static WorkflowDefinition Read(string json) => new DefinitionReader(CaseHost.Catalogue).Read(json);

    private static IReadOnlyList<DefinitionFault> Faults(string json) => Should.Throw<DefinitionRefused>(() => Read(json)).Faults;
}
