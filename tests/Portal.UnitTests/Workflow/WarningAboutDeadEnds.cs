using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

/// <summary>A way that stops is warned about where something should follow; ends that are meant are not.</summary>
public sealed class WarningAboutDeadEnds
{
    private static readonly DefinitionReader Reader = new(CaseHost.Catalogue);

    [Fact]
    public void An_outcome_that_leads_nowhere_ends_the_whole_case_without_a_sign()
    {
        var decide = Flows.Task("decide", "Approve", "Reject");
        string[] connections = ["start.Done decide", "decide.Approve tell"];
        JsonObject[] Steps() => [Flows.Activity("start", "Elsa.Start"), decide.DeepClone().AsObject(), Flows.Record("tell")];

        var warning = Warnings(Flows.Flowchart("flow", Steps(), connections)).ShouldHaveSingleItem();

        warning.Path.ShouldBe("$.root.activities[1]");
        warning.Reason.ShouldStartWith("With 'Reject', 'decide' leads nowhere");
        Warnings(Flows.Flowchart("flow", [.. Steps(), Flows.Activity("end", "Elsa.End")], [.. connections, "decide.Reject end"])).ShouldBeEmpty("an end is drawn");
        Warnings(Flows.Sequence("seq", Flows.Flowchart("stage", Steps(), connections))).ShouldBeEmpty("what follows the stage goes on");
    }

    [Fact]
    public void The_only_way_out_of_a_loop_and_one_of_several_branches_are_ends_as_drawn()
    {
        Warnings(Flows.Flowchart("flow", [Flows.Task("first"), Flows.Task("check", "Ready", "Again")], "first.Done check", "check.Again first")).ShouldBeEmpty();
        Warnings(Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("f", "a", "b"), Flows.Task("a", "Sign", "Refuse"), Flows.Task("b"), Flows.Record("tell")],
            "start.Done f", "f.a a", "f.b b", "a.Sign tell")).ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_with_one_side_and_a_case_of_a_switch_without_a_connection_are_told()
    {
        var decision = Flows.Activity("d", "Elsa.FlowDecision", ("condition", Flows.Input("Boolean", "Literal", "true")));

        Warnings(Flows.Flowchart("flow", [Flows.Activity("start", "Elsa.Start"), decision, Flows.Task("t")], "start.Done d", "d.True t")).ShouldHaveSingleItem()
            .Reason.ShouldStartWith("With 'False', 'd' leads nowhere");
        Recorded("05-flow-switch-matchfirst", "w05").ShouldContain(w => w.Reason.StartsWith("With 'Lit', 'sw' leads nowhere", StringComparison.Ordinal));
        Recorded("03-outcome-without-connection", "w03").ShouldContain(w => w.Reason.StartsWith("With 'Reject', 't1' leads nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public void A_branch_of_a_fork_without_a_connection_is_told_wherever_it_stands() =>
        Warnings(Flows.Sequence("seq", Flows.Flowchart("flow", [Flows.Fork("f", "a", "b"), Flows.Task("t")], "f.a t"))).ShouldHaveSingleItem()
            .ShouldBe(new DefinitionFault("$.root.activities[0].activities[0]", "The branch 'b' of 'f' leads nowhere."));

    [Fact]
    public void An_outcome_without_a_connection_before_a_join_that_waits_for_all_skips_it()
    {
        JsonObject Flow(params string[] more) => Flows.Sequence("seq", Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("f", "a", "b"), Flows.Task("a", "Sign", "Refuse"), Flows.Task("b"), Flows.Join("j", "WaitAll"), Flows.Record("after")],
            ["start.Done f", "f.a a", "f.b b", "a.Sign j", "b.Done j", "j.Done after", .. more]));

        Warnings(Flow()).ShouldHaveSingleItem().Reason.ShouldStartWith("A branch into this WaitAll join can die");
        Warnings(Flow("a.Refuse j")).ShouldHaveSingleItem("two ways into the join of which one is taken").Path.ShouldBe("$.root.activities[0].activities[4]");
    }

    [Fact]
    public void A_flowchart_whose_outcomes_are_routed_must_end_with_one_of_them()
    {
        JsonObject Outer(JsonObject[] steps, params string[] connections) => Flows.Sequence("seq", Flows.Flowchart(
            "outer", [Flows.Flowchart("stage", steps, connections), Flows.Task("next")], "stage.Passed next"));
        var passed = Flows.Activity("passed", "Elsa.Complete", ("outcomes", Flows.Input("Object", "Literal", "Passed")));

        Warnings(Outer([Flows.Task("check", "Ok", "Bad"), passed, Flows.Record("note")], "check.Ok passed", "check.Bad note")).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                w => w.Path.ShouldBe("$.root.activities[0].activities[0].activities[2]"),
                w => w.Reason.ShouldStartWith("Nothing comes behind 'note': 'stage' then ends with Done, which leads nowhere in 'outer'"));
        Warnings(Outer([Flows.Task("check", "Ok", "Bad"), passed.DeepClone().AsObject()], "check.Ok passed")).ShouldHaveSingleItem().Reason.ShouldStartWith("With 'Bad'");
        Warnings(Outer([Flows.Task("check"), passed.DeepClone().AsObject()], "check.Done passed")).ShouldBeEmpty();
    }

    [Fact]
    public void A_definition_used_as_an_activity_must_end_with_one_of_its_outcomes()
    {
        var file = JsonNode.Parse(Flows.Definition(Flows.Flowchart("flow", [Flows.Task("check", "Ok", "Bad"), Flows.Activity("end", "Elsa.End")], "check.Ok end", "check.Bad end")))!;
        (file["inputs"], file["outcomes"], file["options"]) = (new JsonArray(), new JsonArray("Passed"), new JsonObject { ["usableAsActivity"] = true });

        Reader.Read(file.ToJsonString()).Warnings.ShouldHaveSingleItem()
            .Reason.ShouldBe("Nothing comes behind 'end': the definition then ends with Done, which is none of its outcomes (Passed). Lead it to a Complete that names one.");

        file["outcomes"] = new JsonArray();
        Reader.Read(file.ToJsonString()).Warnings.ShouldBeEmpty();
    }

    private static IReadOnlyList<DefinitionFault> Warnings(JsonObject root)
    {
        var file = JsonNode.Parse(Flows.Definition(root.DeepClone().AsObject()))!;
        file["inputs"] = new JsonArray();
        return Reader.Read(file.ToJsonString()).Warnings;
    }

    private static IReadOnlyList<DefinitionFault> Recorded(string name, string id) =>
        Reader.Read(File.ReadAllText(Path.Combine(RecordedCases.Folder(name), id + ".v1.json"))).Warnings;
}
