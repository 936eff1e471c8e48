using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

/// <summary>What runs here but not in real Elsa 3.7.1 is no fault, but is said with the way out.</summary>
public sealed class WarningAboutRealElsa
{
    private static readonly DefinitionReader Reader = new(CaseHost.Catalogue);

    [Fact]
    public void A_fork_loses_its_place_there_when_a_branch_waits()
    {
        Only(Flows.Sequence("seq", Fork("f", "WaitAll", Flows.Task("t")))).ShouldBe(("$.root.activities[0]", "FlowFork and FlowJoin"));
        Only(Flows.Sequence("seq", Fork("f", "WaitAll", Flows.Sequence("inner", Flows.Activity("d", "Elsa.Delay", ("timeSpan", Flows.Input("TimeSpan", "Literal", "01:00:00")))))))
            .Path.ShouldBe("$.root.activities[0]", "however deep inside");

        Warnings(Flows.Sequence("seq", Fork("f", "WaitAny", Flows.Task("t")))).ShouldBeEmpty("the first to end needs no place");
        Warnings(Flows.Sequence("seq", Fork("f", "WaitAll", Flows.Activity("w", "Elsa.WriteLine")))).ShouldBeEmpty("nothing waits");
    }

    [Fact]
    public void A_switch_loses_its_place_there_when_a_case_waits()
    {
        Only(Flows.Sequence("seq", Switch("s", Flows.Task("t")))).ShouldBe(("$.root.activities[0]", "FlowSwitch"));

        Warnings(Flows.Sequence("seq", Switch("s", Flows.Activity("w", "Elsa.WriteLine")))).ShouldBeEmpty("nothing waits");
    }

    [Theory]
    [InlineData("End")]
    [InlineData("Complete")]
    public void An_end_beside_open_branches_fails_the_outer_flowchart_there(string type)
    {
        JsonObject Stage() => Branching(Flows.Activity("x", "Elsa." + type), "t.Done x");

        Only(Flows.Flowchart("flow", [Stage()])).ShouldBe(("$.root.activities[0].activities[4]", "a Sequence of stages"));
        Only(Flows.Flowchart("flow", [Flows.Sequence("seq", Stage())])).Path.ShouldEndWith("activities[4]", customMessage: "what is told there goes through a sequence to the flowchart around it");

        Warnings(Flows.Sequence("seq", Stage())).ShouldBeEmpty("a sequence of stages is the way out");
        Warnings(Flows.Flowchart("flow", [Flows.Flowchart("stage", [Flows.Task("t"), Flows.Activity("x", "Elsa." + type)], "t.Done x")])).ShouldBeEmpty("nothing is open beside it");
    }

    [Fact]
    public void The_recorded_case_of_an_end_in_a_nested_flowchart_is_warned_about_and_that_in_a_sequence_is_not()
    {
        Recorded("B3-reminder-nested-in-flowchart", "wB3").ShouldContain(w => w.Reason.Contains("fails the outer one"));
        Recorded("D0-reminder-nested-in-sequence", "wD0").ShouldNotContain(w => w.Reason.Contains("fails the outer one"));
        Recorded("65-nested-flowchart-loop", "w65").ShouldNotContain(w => w.Reason.Contains("fails the outer one"));
    }

    [Fact]
    public void A_join_that_waits_for_any_or_a_fork_whose_first_wins_fails_the_outer_flowchart_there()
    {
        Only(Flows.Flowchart("flow", [Branching(Flows.Join("x", "WaitAny"), "t.Done x", "u.Done x")])).ShouldBe(("$.root.activities[0].activities[4]", "a Sequence of stages"));
        Only(Flows.Flowchart("flow", [Flows.Flowchart("stage", [Fork("f", "WaitAny", Flows.Task("t"), Flows.Task("u"))])])).Path.ShouldEndWith("activities[0].activities[0]");

        Warnings(Flows.Flowchart("flow", [Branching(Flows.Join("x", "WaitAll"), "t.Done x", "u.Done x")])).ShouldBeEmpty("nothing is open when all have come");
    }

    [Fact]
    public void A_definition_used_in_a_flowchart_is_inside_it()
    {
        var stage = JsonNode.Parse(Flows.Definition(Branching(Flows.Activity("x", "Elsa.End"), "t.Done x")))!;
        (stage["name"], stage["definitionId"], stage["inputs"]) = ("StageB", "stage-b", new JsonArray());
        stage["options"] = new JsonObject { ["usableAsActivity"] = true };
        var reader = new DefinitionReader(CaseHost.Catalogue.With(Reader.Read(stage.ToJsonString())));

        reader.Read(Definition(Flows.Flowchart("flow", [Flows.Activity("s", "StageB", ("version", 1))]))).Warnings.ShouldHaveSingleItem()
            .Reason.ShouldStartWith("In 'StageB', at 'x': Elsa.End cancels");
        reader.Read(Definition(Flows.Sequence("seq", Flows.Activity("s", "StageB", ("version", 1))))).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Outcomes_as_an_object_expression_are_one_text_that_matches_no_port()
    {
        Only(Flows.Sequence("seq", Complete("Object", "[\"Passed\"]"))).ShouldBe(("$.root.activities[0].outcomes", "Use Literal for one, JavaScript for several"));

        Warnings(Flows.Sequence("seq", Complete("Literal", "Passed"))).ShouldBeEmpty();
        Warnings(Flows.Sequence("seq", Complete("JavaScript", "['Passed']"))).ShouldBeEmpty();
    }

    [Fact]
    public void An_input_without_a_storage_driver_is_lost_there_at_the_first_wait()
    {
        var file = Flows.Definition(Flows.Sequence("seq"));

        Reader.Read(file).Warnings.ShouldHaveSingleItem().ShouldBe(new DefinitionFault("$.inputs[0]", "The input 'Areas' has no instance storage driver: real Elsa loses it at the first wait."));
    }

    [Fact]
    public void A_loop_beside_a_join_that_waits_for_any_goes_on_for_ever_here_as_there()
    {
        var loop = Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("f", "a", "b"), Flows.Task("t"), Flows.Task("remind"), Flows.Activity("again", "Elsa.FlowNode"), Flows.Join("j", "WaitAny")],
            "start.Done f", "f.a t", "f.b remind", "remind.Done again", "again.Done remind", "t.Done j");

        Only(loop).ShouldBe(("$.root.activities[5]", "Leave reminders to the human task"));
    }

    private static JsonObject Fork(string id, string mode, params JsonObject[] branches) =>
        Flows.Activity(id, "Elsa.Fork", ("joinMode", mode), ("branches", new JsonArray([.. branches])));

    private static JsonObject Switch(string id, JsonObject activity) => Flows.Activity(id, "Elsa.Switch", ("cases", new JsonArray(new JsonObject
    {
        ["label"] = "one", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" }, ["activity"] = activity,
    })));

    private static JsonObject Complete(string syntax, string outcomes) => Flows.Activity("c", "Elsa.Complete", ("outcomes", Flows.Input("Object", syntax, outcomes)));

    /// <summary>A stage with two tasks at once, and one more activity.</summary>
    private static JsonObject Branching(JsonObject last, params string[] connections) => Flows.Flowchart(
        "stage",
        [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "a", "b"), Flows.Task("t"), Flows.Task("u"), last],
        ["start.Done fork", "fork.a t", "fork.b u", .. connections]);

    private static string Definition(JsonObject root)
    {
        var file = JsonNode.Parse(Flows.Definition(root))!;
        file["inputs"] = new JsonArray();
        return file.ToJsonString();
    }

    private static IReadOnlyList<DefinitionFault> Warnings(JsonObject root) => Reader.Read(Definition(root.DeepClone().AsObject())).Warnings;

    /// <summary>The place of the only warning, and the way out it ends with.</summary>
    private static (string Path, string WayOut) Only(JsonObject root)
    {
        var warning = Warnings(root).ShouldHaveSingleItem();
        string[] waysOut = ["FlowFork and FlowJoin", "FlowSwitch", "a Sequence of stages", "Use Literal for one, JavaScript for several", "Leave reminders to the human task"];
        return (warning.Path, waysOut.Single(w => warning.Reason.Contains(w, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<DefinitionFault> Recorded(string name, string id) =>
        Reader.Read(File.ReadAllText(Path.Combine(RecordedCases.Folder(name), id + ".v1.json"))).Warnings;
}
