using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.UnitTests.Workflow;

namespace Portal.WebTests.Workflows.Storm;

/// <summary>
/// A process with everything that can go wrong when a node dies: five branches at once (a loop of tasks, a timer, a case of its own, an event that
/// this tells, a deadline), joined; then a mail, a step that fails now and then, work outside the database, and a decision.
/// </summary>
internal static class StormDefinitions
{
    public const string Main = "storm";

    public const string Child = "storm-child";

    /// <summary>How often each activity of the main process ends in a case that has come to its end.</summary>
    public static IReadOnlyDictionary<string, int> Completions(string answer) => new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["start"] = 1, ["all"] = 1, ["rounds"] = 1, ["round"] = 3, ["work"] = 3, ["count"] = 3, ["pause"] = 1, ["after-pause"] = 1, ["ask-child"] = 1, ["hear"] = 1,
        ["patience"] = 1, ["ask"] = 1, ["limit"] = 1, ["first"] = 1, ["waiting"] = 1, ["waiting-start"] = 1, ["join"] = 1, ["tell"] = 1, ["unreliable"] = 1, ["elsewhere"] = 1,
        ["decide"] = 1, [answer] = 1, ["flow"] = 1, ["Workflow1"] = 1,
    };

    /// <summary>Writes the files of both.</summary>
    public static async Task WriteAsync(string folder)
    {
        await WriteAsync(folder, Main, MainFlow(), Flows.Variable("Round", "Int32", "0"));
        await WriteAsync(folder, Child, Flows.Sequence("steps", Task("child-work"), PublishNews()));
    }

    private static JsonObject MainFlow() => Flows.Flowchart(
        "flow",
        [
            Flows.Activity("start", "Elsa.Start"), Flows.Fork("all", "rounds", "pause", "child", "news", "patience"),
            Flows.Activity("rounds", "Elsa.While", ("condition", Script("Boolean", "getRound() < 3")),
                ("body", Flows.Sequence("round", Task("work"), Flows.Set("count", "Round", "getRound() + 1")))),
            Delay("pause", 150), Task("after-pause"),
            Flows.Activity("ask-child", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("String", Child)),
                ("correlationId", Script("String", "getCorrelationId()")), ("waitForCompletion", Literal("Boolean", "true"))),
            Flows.Activity("hear", "Elsa.Event", ("eventName", Literal("String", "news"))),
            Patience(),
            Flows.Join("join", "WaitAll"),
            Flows.Activity("tell", "Portal.Notify", ("to", Flows.Input("List<String>", "Object", """["chair"]""")),
                ("subject", Literal("String", "Told")), ("message", Literal("String", "Told once for each case."))),
            Unreliable(), Flows.Activity("elsewhere", "Storm.WorkElsewhere"),
            Task("decide", Script("String", "getInput('Answer')"), "Approve", "Refuse"), Result("Approve"), Result("Refuse"),
        ],
        "start.Done all", "all.rounds rounds", "all.pause pause", "all.child ask-child", "all.news hear", "all.patience patience",
        "pause.Done after-pause", "rounds.Done join", "after-pause.Done join", "ask-child.Done join", "hear.Done join", "patience.Done join",
        "join.Done tell", "tell.Done unreliable", "unreliable.Done elsewhere", "elsewhere.Done decide", "decide.Approve Approve", "decide.Refuse Refuse");

    /// <summary>A task that nobody does, until its time is up.</summary>
    private static JsonObject Patience() => Flows.Flowchart(
        "patience",
        [
            Flows.Activity("waiting-start", "Elsa.Start"), Flows.Fork("ask", "task", "time"), Task("nobody", Literal("String", "")), Delay("limit", 300),
            Flows.Join("first", "WaitAny"), Flows.Activity("waiting", "Elsa.FlowNode"),
        ],
        "waiting-start.Done ask", "ask.task nobody", "ask.time limit", "nobody.Done first", "limit.Done first", "first.Done waiting");

    private static JsonObject Unreliable() => Flows.Activity("unreliable", "Storm.Unreliable", ("customProperties", new JsonObject
    {
        ["retry"] = new JsonObject { ["times"] = 100, ["after"] = "00:00:00.05", ["factor"] = 1 },
    }));

    private static JsonObject PublishNews() => Flows.Activity(
        "publish", "Elsa.PublishEvent", ("eventName", Literal("String", "news")), ("correlationId", Script("String", "getCorrelationId()")));

    private static JsonObject Result(string words) => Flows.Activity(
        words, "Elsa.SetOutput", ("outputName", Literal("String", "Result")), ("outputValue", Literal("Object", words)));

    private static JsonObject Task(string id) => Task(id, Literal("String", "Done"));

    private static JsonObject Task(string id, JsonObject answer, params string[] outcomes) => Flows.Activity(
        id, "Portal.HumanTask", ("title", Literal("String", id)), ("instructions", answer), ("assigneeRole", Literal("String", "chair")),
        ("outcomes", Flows.Input("List<String>", "Object", JsonSerializer.Serialize(outcomes))));

    private static JsonObject Delay(string id, int milliseconds) =>
        Flows.Activity(id, "Elsa.Delay", ("timeSpan", Literal("TimeSpan", TimeSpan.FromMilliseconds(milliseconds).ToString())));

    private static JsonObject Literal(string type, string value) => Flows.Input(type, "Literal", value);

    private static JsonObject Script(string type, string script) => Flows.Input(type, "JavaScript", script);

    private static Task WriteAsync(string folder, string definitionId, JsonObject root, params JsonObject[] variables)
    {
        var definition = JsonNode.Parse(Flows.Definition(root, variables))!;
        definition["id"] = $"{definitionId}-v1";
        definition["definitionId"] = definitionId;
        definition["name"] = definitionId;
        definition["inputs"] = new JsonArray(new JsonObject { ["name"] = "Answer", ["type"] = "String" });
        definition["outputs"] = new JsonArray(new JsonObject { ["name"] = "Result", ["type"] = "String" });
        return File.WriteAllTextAsync(Path.Combine(folder, $"{definitionId}.json"), definition.ToJsonString());
    }
}
