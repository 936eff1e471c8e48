using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

public sealed class ReadingDefinitions
{
    private static readonly DefinitionReader Reader = new(CaseHost.Catalogue);

    [Fact]
    public void A_broken_file_is_refused_with_its_line()
    {
        Faults("{ \"id\": ").ShouldHaveSingleItem().Reason.ShouldContain("no JSON");
        Faults("[]").ShouldBe([new DefinitionFault("$", "A definition is a JSON object.")]);
    }

    [Fact]
    public void All_faults_are_told_at_once_and_with_their_places()
    {
        var root = Flows.Sequence("seq", Flows.Activity("a", "Elsa.Nonsense"), Flows.Activity("b", "Portal.Record", ("message", Flows.Input("Object", "JavaScript", "1 +"))));
        var file = JsonNode.Parse(Flows.Definition(root))!;
        file["version"] = "one";

        Faults(file.ToJsonString()).Select(f => f.Path).ShouldBe(["$.version", "$.root.activities[0].type", "$.root.activities[1].message.expression"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("id", null, "$.id")]
    [InlineData("definitionId", "", "$.definitionId")]
    [InlineData("version", "one", "$.version")]
    [InlineData("version", null, "$.version")]
    [InlineData("root", null, "$.root")]
    [InlineData("root", "seq", "$.root")]
    [InlineData("variables", "none", "$.variables")]
    public void An_envelope_without_what_it_needs_is_refused(string property, string? value, string path)
    {
        var file = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq")))!.AsObject();
        file[property] = value;

        Faults(file.ToJsonString()).ShouldContain(f => f.Path == path);
    }

    [Fact]
    public void An_unknown_activity_type_is_refused_and_the_right_spelling_suggested()
    {
        Single(Flows.Sequence("seq", Flows.Activity("a", "elsa.start"))).Reason.ShouldContain("did you mean 'Elsa.Start'");
        Single(Flows.Sequence("seq", Flows.Activity("a", "Elsa.Cron"))).Reason.ShouldContain("out of scope");
    }

    [Fact]
    public void A_connection_that_dangles_is_refused()
    {
        var fault = Single(Flows.Flowchart("flow", [Flows.Task("a")], "a.Done nowhere"));

        fault.Path.ShouldBe("$.root.connections[0].target");
        fault.Reason.ShouldContain("nowhere");
    }

    [Fact]
    public void Two_activities_of_one_id_in_a_container_are_refused() =>
        Single(Flows.Sequence("seq", Flows.Task("a"), Flows.Task("a"))).ShouldBe(new DefinitionFault("$.root.activities[1].id", "The id 'a' is used twice in 'seq'."));

    [Theory]
    [InlineData("a:b", "':'")]
    [InlineData("a>b", "'>'")]
    public void An_id_with_a_sign_that_separates_ids_is_refused(string id, string sign)
    {
        var fault = Single(Flows.Sequence("seq", Flows.Task(id)));

        fault.Path.ShouldBe("$.root.activities[0].id");
        fault.Reason.ShouldContain(sign);
    }

    [Fact]
    public void Points_in_ids_are_allowed_unless_two_connections_read_the_same_with_them()
    {
        var activities = new[] { Flows.Activity("start", "Elsa.Start"), Flows.Fork("f", "a", "b"), Flows.Task("x", "y", "Done"), Flows.Task("x.y"), Flows.Task("end") };
        string[] before = ["start.Done f", "f.a x", "f.b x!y"];

        Single(Pointed(activities, [.. before, "x.y end", "x!y.Done end"])).Reason.ShouldContain("'x.y>end'");
        Read(Pointed(activities, [.. before, "x.Done end", "x!y.Done end"])).Activities.Count().ShouldBe(6);
    }

    [Fact]
    public void One_id_in_two_containers_is_allowed() =>
        Read(Flows.Sequence("seq", Flows.Sequence("s1", Flows.Task("a")), Flows.Sequence("s2", Flows.Task("a")))).Activities.Count().ShouldBe(5);

    [Fact]
    public void An_activity_that_cannot_be_reached_is_refused()
    {
        var fault = Single(Flows.Flowchart("flow", [Flows.Task("a"), Flows.Task("b"), Flows.Task("c"), Flows.Task("d")], "a.Done b", "c.Done d", "d.Done c"));

        fault.Path.ShouldBe("$.root.activities[2]", "and so on for d");
    }

    [Fact]
    public void A_variable_that_is_not_in_sight_is_refused()
    {
        var read = new JsonObject { ["id"] = "V", ["name"] = "V" };
        Single(Flows.Sequence("seq", Flows.Set("s", "v", "1"))).Path.ShouldBe("$.root.activities[0].variable");
        Single(Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", "Variable", read))))).Path
            .ShouldBe("$.root.activities[0].message.expression");
        var output = Flows.Task("t");
        output["result"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "V" } };
        Single(Flows.Sequence("seq", output)).Path.ShouldBe("$.root.activities[0].result");
    }

    [Theory]
    [InlineData("JavaScript", "getX( +")]
    [InlineData("Liquid", "{{ Variables.X")]
    [InlineData("Liquid", "{% if %}")]
    [InlineData("Object", "{\"a\":")]
    [InlineData("CSharp", "1")]
    [InlineData("javascript", "1")]
    public void An_expression_that_cannot_be_read_is_refused(string syntax, string text) =>
        Single(Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", syntax, text))))).Path
            .ShouldBe("$.root.activities[0].message.expression");

    [Fact]
    public void Token_mode_and_merge_modes_are_refused()
    {
        var merging = Flows.Task("a");
        merging["customProperties"] = new JsonObject { ["mergeMode"] = "Race" };

        Single(Flows.Flowchart("flow", [merging])).ShouldSatisfyAllConditions(
            f => f.Path.ShouldBe("$.root.activities[0].customProperties.mergeMode"),
            f => f.Reason.ShouldContain("out of scope"));
    }

    [Fact]
    public void What_starts_instances_by_itself_is_refused()
    {
        var timer = Flows.Activity("t", "Elsa.Timer", ("interval", Flows.Input("TimeSpan", "Literal", "1.00:00:00")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        Single(Flows.Flowchart("flow", [timer])).Reason.ShouldContain("out of scope");
    }

    [Theory]
    [InlineData(null, ActivationStrategy.Always)]
    [InlineData("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", ActivationStrategy.Always)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", ActivationStrategy.Singleton)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", ActivationStrategy.Correlation)]
    [InlineData("CorrelatedSingletonStrategy", ActivationStrategy.CorrelatedSingleton)]
    public void The_activation_strategy_is_read_by_the_name_of_its_type(string? type, ActivationStrategy strategy) => Reader.Read(Activated(type)).Activation.ShouldBe(strategy);

    [Theory]
    [InlineData("Somebody.Elses.MondayStrategy, Somebody.Else")]
    [InlineData("singletonstrategy")]
    [InlineData("")]
    public void An_activation_strategy_that_is_not_known_is_refused(string type) =>
        Faults(Activated(type)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Path.ShouldBe("$.options.activationStrategyType"),
            f => f.Reason.ShouldContain("CorrelatedSingletonStrategy"));

    private static string Activated(string? type)
    {
        var file = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq")))!.AsObject();
        file["options"] = new JsonObject { ["activationStrategyType"] = type };
        return file.ToJsonString();
    }

    [Fact]
    public void A_way_back_from_behind_a_join_into_a_branch_is_refused()
    {
        var fault = Single(Flows.Flowchart(
            "flow",
            [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "a", "b"), Flows.Task("a"), Flows.Task("b"), Flows.Join("join", "WaitAll"), Flows.Task("check", "Ok", "Again")],
            "start.Done fork",
            "fork.a a",
            "fork.b b",
            "a.Done join",
            "b.Done join",
            "join.Done check",
            "check.Again a"));

        fault.Path.ShouldBe("$.root.connections[6]");
        fault.Reason.ShouldContain("middle of a branch");
    }

    [Fact]
    public void An_input_the_host_activity_does_not_have_is_refused()
    {
        var task = Flows.Task("t");
        task["titel"] = Flows.Input("String", "Literal", "x");

        Single(Flows.Sequence("seq", task)).Path.ShouldBe("$.root.activities[0].titel");
    }

    [Fact]
    public void A_missing_input_a_wrong_mode_and_a_wrong_initial_value_are_refused()
    {
        Single(Flows.Sequence("seq", Flows.Activity("d", "Elsa.Delay"))).Reason.ShouldContain("timeSpan");
        Single(Flows.Flowchart("flow", [Flows.Join("j", "WaitSome")])).Reason.ShouldContain("WaitAllActive");
        Faults(Flows.Definition(Flows.Sequence("seq"), Flows.Variable("n", "Int32", "many"))).ShouldHaveSingleItem().Path.ShouldBe("$.variables[0].value");
        Faults(Flows.Definition(Flows.Sequence("seq"), Flows.Variable("n", "Portal.Secret, Portal"))).ShouldHaveSingleItem().Path.ShouldBe("$.variables[0].typeName");
    }

    [Fact]
    public void A_number_as_the_initial_value_of_a_variable_is_refused()
    {
        var variable = Flows.Variable("n", "Int32");
        variable["value"] = 5;

        Faults(Flows.Definition(Flows.Sequence("seq"), variable)).ShouldHaveSingleItem().Path.ShouldBe("$.variables[0].value");
    }

    [Fact]
    public void Shapes_that_surprise_are_warned_about_with_the_way_out()
    {
        Warnings("14-dead-branch-waitall", "w14").ShouldContain(w => w.Reason.Contains("WaitAllActive"));
        Warnings("26-loop-inside-branch", "w26").ShouldContain(w => w.Reason.Contains("nested flowchart"));
        Warnings("D3-reminder-flat-never-port", "wD3").ShouldContain(w => w.Reason.Contains("nested flowchart"));
        Warnings("23-loop-around-fork-join-waitall", "w23").ShouldBeEmpty();
        Warnings("07-fork-join-waitall", "w07").ShouldBeEmpty();
        Warnings("B0-assessment-process", "wB0").ShouldBeEmpty();
    }

    [Fact]
    public void Layout_does_not_change_the_fingerprint_and_content_does()
    {
        var file = Flows.Definition(Flows.Sequence("seq", Flows.Task("a")));
        var spaced = JsonNode.Parse(file)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        var other = Flows.Definition(Flows.Sequence("seq", Flows.Task("b")));

        Reader.Read(spaced).ContentHash.ShouldBe(Reader.Read(file).ContentHash);
        Reader.Read(other).ContentHash.ShouldNotBe(Reader.Read(file).ContentHash);
        Reader.Read(file).ContentHash.ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void The_older_form_of_connections_and_plain_inputs_are_read()
    {
        var flow = Flows.Flowchart("flow", [Flows.Activity("a", "Portal.Record", ("message", "plain")), Flows.Task("b")]);
        flow["connections"] = new JsonArray(new JsonObject { ["source"] = "a", ["sourcePort"] = "Done", ["target"] = "b", ["targetPort"] = "In" });

        var root = Read(flow).Root;

        root.Connections.ShouldHaveSingleItem().Target.ShouldBe("b");
        root.Activities[0].Inputs["message"].Expression.Text.ShouldBe("plain");
    }

    [Fact]
    public void A_definition_written_and_read_again_is_the_same_with_all_it_did_not_understand()
    {
        foreach (var file in RecordedCases.Folders.SelectMany(f => Directory.GetFiles(f, "*.v*.json")).Where(f => !f.EndsWith("wA0.v1.json", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            var node = JsonNode.Parse(text)!;
            node["root"]!["somethingNew"] = new JsonObject { ["kept"] = true };
            node["alsoNew"] = 5;

            var written = DefinitionWriter.Write(Reader.Read(node.ToJsonString()));
            var again = DefinitionWriter.Write(Reader.Read(written));

            again.ShouldBe(written);
            JsonNode.DeepEquals(Plain(JsonNode.Parse(written)!), Plain(node)).ShouldBeTrue(file);
        }
    }

    /// <summary>Absent, null and empty mean the same in a definition; node ids are recomputed.</summary>
    private static JsonNode? Plain(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            return new JsonArray([.. list.Select(Plain)]);
        }

        return node is not JsonObject members
            ? node?.DeepClone()
            : new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Plain(m.Value)))
                .Where(m => m.Key != "nodeId" && m.Value is not (null or JsonArray { Count: 0 })));
    }

    private static IReadOnlyList<DefinitionFault> Warnings(string name, string id) =>
        Reader.Read(File.ReadAllText(Path.Combine(RecordedCases.Folder(name), id + ".v1.json"))).Warnings;

    private static WorkflowDefinition Read(JsonObject root) => Reader.Read(Flows.Definition(root));

    private static IReadOnlyList<DefinitionFault> Faults(string json) => Should.Throw<DefinitionRefused>(() => Reader.Read(json)).Faults;

    /// <summary>A flowchart whose connections write the points in ids as exclamation marks.</summary>
    private static JsonObject Pointed(IEnumerable<JsonObject> activities, params string[] connections)
    {
        var flow = Flows.Flowchart("flow", activities.Select(a => a.DeepClone().AsObject()), connections);
        foreach (var end in flow["connections"]!.AsArray().SelectMany(c => new[] { c!["source"]!, c["target"]! }))
        {
            end["activity"] = end["activity"]!.GetValue<string>().Replace('!', '.');
        }

        return flow;
    }

    private static DefinitionFault Single(JsonObject root) => Faults(Flows.Definition(root))[0];
}
