using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

/// <summary>Small definitions for tests, as files.</summary>
internal static class Flows
{
    private const string Stored = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    public static string Definition(JsonObject root, params JsonObject[] variables) => new JsonObject
    {
        ["id"] = "test-v1",
        ["definitionId"] = "test",
        ["name"] = "Test",
        ["version"] = 1,
        ["variables"] = new JsonArray([.. variables.Select(v => v.DeepClone())]),
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "Areas", ["type"] = "Object" }),
        ["root"] = root,
    }.ToJsonString();

    public static JsonObject Variable(string name, string typeName, string? value = null, bool stored = true) => new()
    {
        ["id"] = name.ToUpperInvariant(), ["name"] = name, ["typeName"] = typeName, ["value"] = value, ["storageDriverTypeName"] = stored ? Stored : null,
    };

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        return activity;
    }

    public static JsonObject Task(string id, params string[] outcomes) => outcomes.Length == 0
        ? Activity(id, "Portal.HumanTask", ("title", Input("String", "Literal", id)))
        : Activity(id, "Portal.HumanTask", ("title", Input("String", "Literal", id)), ("outcomes", Input("List<String>", "Object", JsonSerializer.Serialize(outcomes))));

    public static JsonObject Record(string id, string? script = null) =>
        Activity(id, "Portal.Record", ("message", script is null ? Input("Object", "Literal", id) : Input("Object", "JavaScript", script)));

    public static JsonObject Set(string id, string variable, string script) =>
        Activity(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = variable.ToUpperInvariant() }), ("value", Input("Object", "JavaScript", script)));

    public static JsonObject Fork(string id, params string[] branches) =>
        Activity(id, "Elsa.FlowFork", ("branches", Input("List<String>", "Object", JsonSerializer.Serialize(branches))));

    public static JsonObject Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", ("mode", Input("Mode, Elsa", "Literal", mode)));

    public static JsonObject Input(string typeName, string syntax, JsonNode? value) => new()
    {
        ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
    };

    public static JsonObject Sequence(string id, params JsonObject[] activities) =>
        Activity(id, "Elsa.Sequence", ("activities", new JsonArray([.. activities.Cast<JsonNode>()])));

    /// <summary>Connections as "source.Port target".</summary>
    public static JsonObject Flowchart(string id, IEnumerable<JsonObject> activities, params string[] connections) => Activity(
        id,
        "Elsa.Flowchart",
        ("activities", new JsonArray([.. activities])),
        ("connections", new JsonArray([.. connections.Select(c => c.Split(' ', '.')).Select(c => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = c[0], ["port"] = c[1] },
            ["target"] = new JsonObject { ["activity"] = c[2], ["port"] = "In" },
        })])));

    /// <summary>A fork into chains of tasks, joined, with a record behind.</summary>
    public static string ForkJoin(IReadOnlyList<int> lengths, string mode)
    {
        var activities = new List<JsonObject> { Activity("start", "Elsa.Start"), Fork("fork", [.. lengths.Select((_, b) => "b" + b)]), Join("join", mode), Record("after") };
        var connections = new List<string> { "start.Done fork", "join.Done after" };
        for (var b = 0; b < lengths.Count; b++)
        {
            var previous = $"fork.b{b}";
            for (var i = 0; i < lengths[b]; i++)
            {
                activities.Add(Task($"t{b}{i}"));
                connections.Add($"{previous} t{b}{i}");
                previous = $"t{b}{i}.Done";
            }

            connections.Add($"{previous} join");
        }

        return Definition(Flowchart("flow", activities, [.. connections]));
    }

    /// <summary>A process of tasks one after the other, at once, and for each of several things, in each other as the numbers say.</summary>
    public static string WithoutChoices(int[] shape)
    {
        var (numbers, ids) = (new Queue<int>(shape), 0);
        return Definition(Block(0));

        JsonObject Block(int depth)
        {
            var id = $"n{ids++}";
            var kind = numbers.TryDequeue(out var number) && depth < 3 ? number % 6 : 0;
            return kind switch
            {
                1 => Sequence(id, Blocks(depth)),
                2 => Activity(id, "Elsa.Parallel", ("activities", new JsonArray([.. Blocks(depth)]))),
                3 => Activity(id, "Elsa.Fork", ("joinMode", "WaitAll"), ("branches", new JsonArray([.. Blocks(depth)]))),
                4 => Activity(id, "Elsa.ParallelForEach", ("items", Input("List<Object>", "Object", "[1, 2]")), ("body", Block(depth + 1))),
                5 => Together(id, Blocks(depth), number % 12 < 6 ? "WaitAll" : "WaitAllActive"),
                _ => Task(id),
            };
        }

        JsonObject[] Blocks(int depth) => [.. Enumerable.Range(0, numbers.TryPeek(out var next) ? 1 + (next % 3) : 1).Select(_ => Block(depth + 1))];

        JsonObject Together(string id, JsonObject[] blocks, string mode)
        {
            var names = blocks.Select(b => b["id"]!.GetValue<string>()).ToArray();
            return Flowchart(
                id,
                [Activity("start", "Elsa.Start"), Fork("fork", names), .. blocks, Join("join", mode), Task("after")],
                ["start.Done fork", .. names.Select(n => $"fork.{n} {n}"), .. names.Select(n => $"{n}.Done join"), "join.Done after"]);
        }
    }
}
