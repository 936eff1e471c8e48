using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class UsingDefinitionsAsActivities
{
    [Fact]
    public void A_used_definition_has_inputs_variables_and_outputs_of_its_own_across_a_wait()
    {
        var host = new CaseHost();
        host.Publish(Stage("Stage", 1));
        host.Publish(Flows.Definition(Flows.Sequence("seq", Use("one", "1"), Use("two", "2"), Flows.Record("both", "getX() + '/' + getInput('Areas')")), Flows.Variable("x", "String")));
        host.Start("A", "test", input: new JsonObject { ["Areas"] = "outer" });

        host.Send("A", new Signal.Resume(host.Now, host.States["A"].Bookmarks[0].Id));
        host.Send("A", new Signal.Resume(host.Now, host.States["A"].Bookmarks[0].Id));

        host.Records.Select(r => r["message"]!.ToString()).ShouldBe(["1!", "2!", "2!/outer"]);
        host.States["A"].Output.ShouldBeEmpty();
        host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
    }

    [Fact]
    public void Another_version_of_the_used_definition_is_another_fingerprint_and_the_file_stays_as_written()
    {
        var file = Flows.Definition(Flows.Sequence("seq", Use("one", "1")), Flows.Variable("x", "String"));
        var first = Read(file, 1);
        var second = Read(file, 2);

        second.ContentHash.ShouldNotBe(first.ContentHash);
        DefinitionWriter.Write(second).ShouldBe(DefinitionWriter.Write(first));
    }

    [Fact]
    public void The_version_an_activity_names_is_the_one_that_runs_whatever_else_is_there()
    {
        var catalogue = CaseHost.Catalogue;
        foreach (var version in new[] { 2, 1, 3 })
        {
            catalogue = catalogue.With(new DefinitionReader(catalogue).Read(Stage("Stage", version)));
        }

        foreach (var version in new[] { 1, 2, 3 })
        {
            var definition = new DefinitionReader(catalogue).Read(Using(version));
            definition.Find("Workflow1:seq:one")!.Embedded!.Definition.Version.ShouldBe(version);
            new WorkflowEngine(CaseHost.Catalogue).Advance(definition, null, new Signal.Start(new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc), "A"))
                .State.Bookmarks.ShouldHaveSingleItem("it is part of the definition: the engine need not know it").ActivityId.ShouldBe("t");
        }
    }

    [Fact]
    public void A_version_that_is_not_named_or_not_there_is_refused()
    {
        var reader = new DefinitionReader(CaseHost.Catalogue.With(new DefinitionReader(CaseHost.Catalogue).Read(Stage("Stage", 1))));

        Should.Throw<DefinitionRefused>(() => reader.Read(Using(2))).Faults.ShouldHaveSingleItem()
            .ShouldBe(new DefinitionFault("$.root.activities[0].version", "Version 2 of 'Stage' is not published."));
        Should.Throw<DefinitionRefused>(() => reader.Read(Using(null))).Faults.ShouldHaveSingleItem().Reason.ShouldStartWith("Say with 'version' which version of 'Stage' is used");
    }

    [Fact]
    public void Two_definitions_of_one_name_and_a_definition_with_the_name_of_an_activity_cannot_be_used_side_by_side()
    {
        var other = JsonNode.Parse(Stage("Stage", 1))!;
        other["definitionId"] = "another";
        var catalogue = CaseHost.Catalogue.With(new DefinitionReader(CaseHost.Catalogue).Read(Stage("Stage", 1)));

        Should.Throw<DefinitionRefused>(() => catalogue.With(new DefinitionReader(CaseHost.Catalogue).Read(other.ToJsonString())));
        Should.Throw<DefinitionRefused>(() => catalogue.With(new DefinitionReader(CaseHost.Catalogue).Read(Stage("Portal.Record", 1))));
    }

    [Fact]
    public void A_definition_that_does_not_allow_it_cannot_be_used()
    {
        var plain = new DefinitionReader(CaseHost.Catalogue).Read(Flows.Definition(Flows.Sequence("seq")));

        Should.Throw<ArgumentException>(() => CaseHost.Catalogue.With(plain));
    }

    private static WorkflowDefinition Read(string file, int stageVersion)
    {
        var stage = new DefinitionReader(CaseHost.Catalogue).Read(Stage("Stage", stageVersion));
        return new DefinitionReader(CaseHost.Catalogue.With(stage)) { IsLenient = true }.Read(file);
    }

    private static string Using(int? version)
    {
        var use = Use("one", "1");
        use["version"] = version;
        return Flows.Definition(Flows.Sequence("seq", use), Flows.Variable("x", "String"));
    }

    private static JsonObject Use(string id, string subject)
    {
        var activity = Flows.Activity(id, "Stage", ("workflowDefinitionId", "Stage"), ("subject", Flows.Input("String", "Literal", subject)));
        activity["verdict"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = "X" } };
        return activity;
    }

    private static string Stage(string name, int version)
    {
        var output = Flows.Activity("o", "Elsa.SetOutput", ("outputName", Flows.Input("String", "Literal", "Verdict")), ("outputValue", Flows.Input("Object", "JavaScript", "getMark()")));
        var root = Flows.Sequence("seq", Flows.Set("s", "mark", "getSubject() + '!'"), Flows.Task("t"), Flows.Record("r", "getMark()"), output);
        var file = JsonNode.Parse(Flows.Definition(root, Flows.Variable("mark", "String")))!;
        file["definitionId"] = name;
        file["name"] = name;
        file["version"] = version;
        file["inputs"] = new JsonArray(new JsonObject { ["name"] = "Subject", ["type"] = "String" });
        file["outputs"] = new JsonArray(new JsonObject { ["name"] = "Verdict", ["type"] = "String" });
        file["options"] = new JsonObject { ["usableAsActivity"] = true };
        return file.ToJsonString();
    }
}
