using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Reads an activity and all inside it.</summary>
internal static class ActivityReader
{
    private static readonly string[] Fixed =
        ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "branches", "connections", "cases", "variables", "variable"];

    public static ActivityNode? Read(JsonElement element, string path, string containerNodeId, DefinitionSource source)
    {
        var given = new JsonProperties(element, path, source);
        var id = given.RequiredText("id");
        var typeName = given.RequiredText("type");
        if (typeName is null)
        {
            return null;
        }

        var version = Version(given, path, source);
        source.Catalogue.TryFind(typeName, version, out var type);
        var nodeId = $"{containerNodeId}:{id}";
        var parts = new ActivityProperties(given, path, nodeId, type, source);
        var node = new ActivityNode
        {
            Id = id ?? string.Empty,
            NodeId = nodeId,
            Type = typeName,
            Version = version,
            Name = given.Text("name"),
            Path = path,
            Inputs = parts.Inputs,
            Outputs = parts.Outputs,
            Gives = type?.Outputs ?? [],
            Ports = parts.Ports,
            Activities = Activities(given, type?.ActivityList ?? "activities", path, nodeId, source),
            Connections = ConnectionReader.Read(given.List("connections"), path + ".connections", source),
            Cases = Cases(given.List("cases"), path + ".cases", nodeId, source),
            Variables = VariableReader.Read(given.List("variables"), path + ".variables", source),
            Variable = typeName == "Elsa.SetVariable" && given.Object("variable") is { } variable ? Reference(variable, path + ".variable", source) : null,
            Embedded = type?.Definition is { } used ? EmbeddedDefinition.Under(nodeId, used) : null,
            Metadata = given.Object("metadata"),
            CustomProperties = given.Object("customProperties"),
            Unknown = given.Except([.. Fixed.Where(f => f != "variable" || typeName == "Elsa.SetVariable"), .. parts.Inputs.Keys, .. parts.Outputs.Keys, .. parts.Ports.Keys]),
        };
        return node;
    }

    public static Expression? Expression(JsonElement element, string path, DefinitionSource source)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            source.Refuse(path, "Expected an expression with a type and a value.");
            return null;
        }

        var given = new JsonProperties(element, path, source);
        return given.RequiredText("type") is { } type ? new Expression(type, given.Value("value") ?? default) : null;
    }

    private static int? Version(JsonProperties given, string path, DefinitionSource source)
    {
        if (given.Value("version") is not { } version)
        {
            return null;
        }

        if (version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number))
        {
            return number;
        }

        source.Refuse(path + ".version", "The version must be a whole number.");
        return null;
    }

    private static List<ActivityNode> Activities(JsonProperties given, string name, string path, string nodeId, DefinitionSource source)
    {
        var activities = new List<ActivityNode>();
        var list = given.List(name);
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}.{name}[{i}]";
            if (list[i].ValueKind != JsonValueKind.Object)
            {
                source.Refuse(at, "Expected an activity.");
            }
            else if (Read(list[i], at, nodeId, source) is { } activity)
            {
                activities.Add(activity);
            }
        }

        return activities;
    }

    private static List<SwitchCase> Cases(IReadOnlyList<JsonElement> list, string path, string nodeId, DefinitionSource source)
    {
        var cases = new List<SwitchCase>();
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (list[i].ValueKind != JsonValueKind.Object)
            {
                source.Refuse(at, "Expected a case with a label and a condition.");
                continue;
            }

            var given = new JsonProperties(list[i], at, source);
            var label = given.RequiredText("label");
            var condition = Expression(given.Value("condition") ?? default, at + ".condition", source);
            var activity = given.Object("activity") is { } inner ? Read(inner, at + ".activity", nodeId, source) : null;
            if (label is not null && condition is not null)
            {
                cases.Add(new SwitchCase(label, condition, activity, at));
            }
        }

        return cases;
    }

    private static VariableReference? Reference(JsonElement variable, string path, DefinitionSource source)
    {
        var given = new JsonProperties(variable, path, source);
        return given.RequiredText("id") is { } id ? new VariableReference(id, given.Text("name"), given.Text("typeName")) : null;
    }
}
