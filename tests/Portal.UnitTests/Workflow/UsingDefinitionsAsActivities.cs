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
    public void A_definition_that_does_not_allow_it_cannot_be_used()
    {
        var plain = new DefinitionReader(CaseHost.Catalogue).Read(Flows.Definition(Flows.Sequence("seq")));

        Should.Throw<ArgumentException>(() => CaseHost.Catalogue.With(plain));
    }

    private static WorkflowDefinition Read(string file, int stageVersion)
    {
        var stage = new DefinitionReader(CaseHost.Catalogue).Read(Stage("Stage", stageVersion));
        return new DefinitionReader(CaseHost.Catalogue.With(stage)).Read(file);
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
