using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Reads the connections of a flowchart, also in the older form with plain texts.</summary>
internal static class ConnectionReader
{
    public static IReadOnlyList<Connection> Read(IReadOnlyList<JsonElement> list, string path, DefinitionSource source)
    {
        var connections = new List<Connection>();
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (list[i].ValueKind != JsonValueKind.Object)
            {
                source.Refuse(at, "Expected a connection with source and target.");
                continue;
            }

            var given = new JsonProperties(list[i], at, source);
            var from = End(given, "source", at, source);
            var to = End(given, "target", at, source);
            if (from is { } start && to is { } end)
            {
                connections.Add(new Connection(start.Activity, start.Port ?? "Done", end.Activity, end.Port ?? "In", at) { Vertices = given.Value("vertices") });
            }
        }

        return connections;
    }

    private static (string Activity, string? Port)? End(JsonProperties connection, string name, string path, DefinitionSource source)
    {
        if (connection.Value(name) is { ValueKind: JsonValueKind.String })
        {
            return (connection.Text(name)!, connection.Text(name + "Port"));
        }

        if (connection.Object(name) is not { } element)
        {
            source.Refuse($"{path}.{name}", $"The connection has no {name}.");
            return null;
        }

        var end = new JsonProperties(element, $"{path}.{name}", source);
        return end.RequiredText("activity") is { } activity ? (activity, end.Text("port")) : null;
    }
}
