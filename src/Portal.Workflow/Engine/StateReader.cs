using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Engine;

/// <summary>Reads a state as <see cref="StateWriter"/> writes it. What does not hold together is not understood.</summary>
internal static class StateReader
{
    /// <exception cref="StateNotUnderstood">The text is no state, or of a form this engine does not know.</exception>
    public static StateData Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var schema = root.GetProperty("schema").GetInt32();
            return schema switch
            {
                WorkflowState.CurrentSchema => Read(root),
                1 => FirstForm.Read(text),
                _ => throw new StateNotUnderstood($"The state has form {schema}; this engine knows form {WorkflowState.CurrentSchema}."),
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StateNotUnderstood("The state cannot be read: " + unreadable.Message, unreadable);
        }
    }

    private static StateData Read(JsonElement root)
    {
        var data = new StateData
        {
            InstanceId = Required(root, "id"),
            DefinitionId = Required(root, "definition"),
            Version = root.GetProperty("version").GetInt32(),
            ContentHash = Required(root, "hash"),
            CorrelationId = Text(root, "correlation"),
            Name = Text(root, "name"),
            ParentInstanceId = Text(root, "parent"),
            SubStatus = Enum.Parse<SubStatus>(Required(root, "status")),
            Counter = root.GetProperty("counter").GetInt64(),
            Journal = root.GetProperty("journal").GetInt64(),
            Children = Count(root, "children"),
            Input = Members(root, "input") ?? [],
            Output = Members(root, "output") ?? [],
            Variables = Values(root, "variables") ?? new(StringComparer.Ordinal),
        };
        var nodes = new Dictionary<long, string>();
        foreach (var execution in List(root, "executions"))
        {
            data.Executions.Add(Execution(execution, data.InstanceId, nodes));
        }

        data.Queue.AddRange(List(root, "queue").Select(w => Work(w, data.InstanceId, nodes)));
        data.Bookmarks.AddRange(List(root, "bookmarks").Select(b => Bookmark(b, data.InstanceId, nodes)));
        data.Incidents.AddRange(List(root, "incidents").Select(i => Incident(i, data.InstanceId, nodes)));
        data.Burst = root.TryGetProperty("burst", out var burst) ? Burst(burst, data.InstanceId) : null;
        return data;
    }

    private static Execution Execution(JsonElement json, string instance, Dictionary<long, string> nodes)
    {
        var number = json.GetProperty("id").GetInt64();
        var node = Required(json, "node");
        string? parentId = null;
        if (json.TryGetProperty("in", out var parent))
        {
            parentId = Identity.Full(instance, 'e', parent.GetInt64());
            node = nodes[parent.GetInt64()] + ":" + node;
        }

        nodes.Add(number, node);
        return new Execution
        {
            Id = Identity.Full(instance, 'e', number),
            NodeId = node,
            ParentId = parentId,
            Status = Flag(json, "failed") ? ExecutionStatus.Faulted : ExecutionStatus.Running,
            Backward = Flag(json, "back"),
            Breaking = Flag(json, "breaking"),
            Attempts = Count(json, "attempts"),
            Inputs = Members(json, "inputs"),
            Variables = Values(json, "variables"),
            Iteration = json.TryGetProperty("iteration", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : null,
            Notes = Members(json, "notes"),
            Flow = json.TryGetProperty("flow", out var flow) ? new FlowCounts { Activities = Counts(flow, "visits"), Connections = Counts(flow, "ways") } : null,
        };
    }

    private static WorkItem Work(JsonElement json, string instance, Dictionary<long, string> nodes) => new()
    {
        NodeId = Required(json, "node"),
        OwnerId = Reference(json, "owner", instance),
        Backward = Flag(json, "back"),
        Iteration = Values(json, "iteration"),
        ExecutionId = Reference(json, "of", instance),
        Bookmark = json.TryGetProperty("bookmark", out var bookmark) ? Bookmark(bookmark, instance, nodes) : null,
        By = Text(json, "by"),
        Reason = Text(json, "reason"),
    };

    private static Bookmark Bookmark(JsonElement json, string instance, Dictionary<long, string> nodes)
    {
        var of = json.GetProperty("of").GetInt64();
        return new Bookmark(
            Identity.Full(instance, 'b', json.GetProperty("id").GetInt64()),
            ActivityOf(nodes[of]),
            Identity.Full(instance, 'e', of),
            Required(json, "name"),
            json.GetProperty("payload").GetRawText(),
            json.TryGetProperty("due", out var due) ? due.GetDateTime() : null);
    }

    private static Incident Incident(JsonElement json, string instance, Dictionary<long, string> nodes)
    {
        var of = json.GetProperty("of").GetInt64();
        return new Incident(
            Identity.Full(instance, 'i', json.GetProperty("id").GetInt64()),
            ActivityOf(nodes[of]),
            Identity.Full(instance, 'e', of),
            Required(json, "type"),
            Required(json, "message"),
            Text(json, "detail"),
            json.GetProperty("at").GetDateTime());
    }

    private static BurstData Burst(JsonElement json, string instance)
    {
        var burst = new BurstData
        {
            Input = Members(json, "input") ?? [],
            LastResult = json.TryGetProperty("last", out var last) ? Value(last) : null,
            Running = Reference(json, "running", instance),
            Count = Count(json, "count"),
        };
        if (json.TryGetProperty("outputs", out var outputs))
        {
            foreach (var activity in outputs.EnumerateObject())
            {
                burst.Outputs[activity.Name] = JsonObject.Create(activity.Value.Clone())!;
            }
        }

        return burst;
    }

    private static string ActivityOf(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];

    private static string Required(JsonElement json, string name) => Text(json, name) ?? throw new KeyNotFoundException($"'{name}' is missing.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static int Count(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static string? Reference(JsonElement json, string name, string instance) =>
        json.TryGetProperty(name, out var value) ? Identity.Full(instance, 'e', value.GetInt64()) : null;

    private static JsonElement[] List(JsonElement json, string name) => json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static JsonObject? Members(JsonElement json, string name) => json.TryGetProperty(name, out var members) ? JsonObject.Create(members.Clone()) : null;

    private static Dictionary<string, JsonNode?>? Values(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values) ? values.EnumerateObject().ToDictionary(v => v.Name, v => Value(v.Value), StringComparer.Ordinal) : null;

    private static Dictionary<string, int> Counts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var counts) ? counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt32(), StringComparer.Ordinal) : new(StringComparer.Ordinal);

    private static JsonNode? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(json.Clone()),
        JsonValueKind.Array => JsonArray.Create(json.Clone()),
        _ => JsonValue.Create(json.Clone()),
    };
}
