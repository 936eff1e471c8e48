using System.Text.Json.Nodes;
using Json.Schema;
using Portal.UnitTests.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

/// <summary>The JSON schema beside the definitions says what the reader says, as far as a schema can.</summary>
public sealed class TheSchemaForEditors
{
    private static readonly string SchemaFile = Path.Combine(Root(), "workflows", "workflow.schema.json");
    private static readonly JsonSchema Schema = JsonSchema.FromFile(SchemaFile);

    public static TheoryData<string> Shipped => [.. ShippedProcesses.Files.Select(f => Path.GetFileName(f))];

    public static TheoryData<string> Recorded => RecordedCases.All();

    /// <summary>What is wrong with each; from a definition of which each has one part changed.</summary>
    public static TheoryData<string, string> Misshapen => new()
    {
        { "no id", """{"id": null}""" },
        { "an empty id", """{"id": ""}""" },
        { "no definition id", """{"definitionId": null}""" },
        { "a version in words", """{"version": "one"}""" },
        { "version nought", """{"version": 0}""" },
        { "half a version", """{"version": 1.5}""" },
        { "no version", """{"version": null}""" },
        { "no root", """{"root": null}""" },
        { "a root that is a text", """{"root": "seq"}""" },
        { "variables that are no list", """{"variables": "none"}""" },
        { "a variable without an id", """{"variables": [{"name": "X", "typeName": "String"}]}""" },
        { "a number as an initial value", """{"variables": [{"id": "X", "name": "X", "typeName": "Int32", "value": 5}]}""" },
        { "inputs that are no list", """{"inputs": {}}""" },
        { "an input without a name", """{"inputs": [{"type": "String"}]}""" },
        { "an output that is a text", """{"outputs": ["Verdict"]}""" },
        { "options that are a text", """{"options": "none"}""" },
        { "an activity without an id", Only("""{"type": "Elsa.WriteLine"}""") },
        { "an activity without a type", Only("""{"id": "a"}""") },
        { "an unknown type", Only("""{"id": "a", "type": "Elsa.Nonsense"}""") },
        { "a type in other letters", Only("""{"id": "a", "type": "elsa.start"}""") },
        { "a type that is out of scope", Only("""{"id": "a", "type": "Elsa.Cron"}""") },
        { "a version of an activity in words", Only("""{"id": "a", "type": "Elsa.Start", "version": "1"}""") },
        { "an activity that is a text", Only("\"a\"") },
        { "activities that are no list", """{"root": {"id": "seq", "type": "Elsa.Sequence", "activities": {}}}""" },
        { "an unknown syntax", Only("""{"id": "a", "type": "Elsa.WriteLine", "text": {"typeName": "String", "expression": {"type": "javascript", "value": "1"}}}""") },
        { "a syntax that is out of scope", Only("""{"id": "a", "type": "Elsa.WriteLine", "text": {"typeName": "String", "expression": {"type": "CSharp", "value": "1"}}}""") },
        { "an unknown mode of a join", Only("""{"id": "a", "type": "Elsa.FlowJoin", "mode": {"typeName": "Mode, Elsa", "expression": {"type": "Literal", "value": "WaitSome"}}}""") },
        { "an unknown mode of a switch", Only("""{"id": "a", "type": "Elsa.FlowSwitch", "cases": [], "mode": {"typeName": "Mode, Elsa", "expression": {"type": "Literal", "value": "matchAny"}}}""") },
        { "a case without a label", Only("""{"id": "a", "type": "Elsa.FlowSwitch", "cases": [{"condition": {"type": "JavaScript", "value": "true"}}]}""") },
        { "a variable set that is not named", Only("""{"id": "a", "type": "Elsa.SetVariable", "value": {"typeName": "Object", "expression": {"type": "Literal", "value": "1"}}}""") },
        { "a connection without an end", """{"root": {"id": "flow", "type": "Elsa.Flowchart", "activities": [{"id": "a", "type": "Elsa.Start"}], "connections": [{"source": {"activity": "a"}}]}}""" },
        { "a connection that is a text", """{"root": {"id": "flow", "type": "Elsa.Flowchart", "activities": [{"id": "a", "type": "Elsa.Start"}], "connections": ["a"]}}""" },
        { "a merge mode", Only("""{"id": "a", "type": "Elsa.Start", "customProperties": {"mergeMode": "Race"}}""") },
        { "what starts cases by itself", Only("""{"id": "a", "type": "Elsa.Start", "customProperties": {"canStartWorkflow": true}}""") },
        { "a then that is a list", Only("""{"id": "a", "type": "Elsa.If", "then": []}""") },
    };

    [Fact]
    public void Names_exactly_the_built_in_activities()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaFile))!;

        schema["$defs"]!["activity"]!["properties"]!["type"]!["anyOf"]![0]!["enum"]!.AsArray().Select(t => t!.GetValue<string>())
            .ShouldBe(ActivityCatalogue.BuiltIn.Types.Select(t => t.Name), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_definition_is_valid(string file) => Faults(JsonNode.Parse(File.ReadAllText(ShippedProcesses.Files.Single(f => Path.GetFileName(f) == file)))!).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_recorded_definition_that_is_read_is_valid(string name)
    {
        foreach (var file in Directory.EnumerateFiles(RecordedCases.Folder(name), "*.v*.json").Order(StringComparer.Ordinal))
        {
            var json = File.ReadAllText(file);
            if (IsRead(json))
            {
                Faults(JsonNode.Parse(json)!).ShouldBeEmpty(Path.GetFileName(file));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Misshapen))]
    public void What_the_reader_refuses_for_its_shape_the_schema_refuses_too(string what, string change)
    {
        var file = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Record("r"))))!.AsObject();
        Faults(file).ShouldBeEmpty("before the change");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            file[name] = value?.DeepClone();
        }

        Should.Throw<DefinitionRefused>(() => new DefinitionReader(CaseHost.Catalogue).Read(file.ToJsonString()), what);
        Faults(file).ShouldNotBeEmpty(what);
    }

    [Fact]
    public void An_activity_without_an_input_it_needs_is_refused_by_both()
    {
        foreach (var (type, input) in ActivityCatalogue.BuiltIn.Types.SelectMany(t => t.Inputs.Where(i => i.Required).Select(i => (t.Name, i.Name))))
        {
            var file = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Activity("a", type))))!;

            Should.Throw<DefinitionRefused>(() => new DefinitionReader(CaseHost.Catalogue).Read(file.ToJsonString()), $"{type} without {input}");
            Faults(file).ShouldNotBeEmpty($"{type} without {input}");
        }
    }

    [Fact]
    public void A_definition_used_as_an_activity_names_the_definition_it_stands_for()
    {
        Faults(JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Activity("s", "Stage A", ("workflowDefinitionId", "stage-a")))))!).ShouldBeEmpty();
        Faults(JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Activity("s", "Stage A"))))!).ShouldNotBeEmpty();
    }

    private static string Only(string activity) => """{"root": {"id": "seq", "type": "Elsa.Sequence", "activities": [""" + activity + "]}}";

    /// <summary>Where the schema finds fault, and why.</summary>
    private static IReadOnlyList<string> Faults(JsonNode file)
    {
        var results = Schema.Evaluate(file, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] : [.. results.Details.Where(d => d.HasErrors).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}"))];
    }

    private static bool IsRead(string json)
    {
        try
        {
            new DefinitionReader(CaseHost.Catalogue) { IsLenient = true }.Read(json);
            return true;
        }
        catch (DefinitionRefused refused)
        {
            return refused.Faults.All(f => f.Reason.StartsWith("The activity type 'Stage", StringComparison.Ordinal));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SelfAssessment.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
