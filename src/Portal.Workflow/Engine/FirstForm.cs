using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>The form in which states were first stored: property by property as the classes had them. Read, never written.</summary>
internal static class FirstForm
{
    /// <summary>The number of the form a text says it has.</summary>
    public static int Schema(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("schema").GetInt32();
    }

    public static StateData Read(string text)
    {
        var state = JsonNode.Parse(text)!.AsObject();
        foreach (var execution in state["executions"]?.AsArray().Select(e => e!.AsObject()) ?? [])
        {
            if (execution["flow"] is JsonObject flow)
            {
                Connections(flow);
            }
        }

        return JsonSerializer.Deserialize<StateData>(state, StateJson.Options) ?? throw new JsonException("The state is empty.");
    }

    /// <summary>Which connections were followed last stood in a list of its own, and each had the names of both ports.</summary>
    private static void Connections(JsonObject flow)
    {
        var followed = flow["followed"]?.AsArray().Select(f => f!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        var visits = new JsonObject();
        foreach (var (key, count) in flow["connections"]?.AsObject() ?? [])
        {
            visits[Short(key)] = followed.Contains(key) ? count!.GetValue<int>() : -count!.GetValue<int>();
        }

        flow.Remove("followed");
        flow["connections"] = visits;
    }

    private static string Short(string key)
    {
        var source = key[..key.IndexOf('>', StringComparison.Ordinal)];
        var target = key[(source.Length + 1)..];
        return Without(source, ".Done") + ">" + Without(target, ".In");
    }

    private static string Without(string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
