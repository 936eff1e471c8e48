using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Sorts the properties of an activity into inputs, outputs and places for inner activities.</summary>
internal sealed class ActivityProperties
{
    private readonly string _path;
    private readonly ActivityType? _type;
    private readonly DefinitionSource _source;

    public ActivityProperties(JsonProperties given, string path, string nodeId, ActivityType? type, DefinitionSource source)
    {
        _path = path;
        _type = type;
        _source = source;
        foreach (var (name, value) in given.All)
        {
            if (name is "id" or "nodeId" or "name" or "type" or "version" or "customProperties" or "metadata" or "variables" or "connections" or "cases"
                || name == type?.ActivityList)
            {
                continue;
            }

            Sort(name, value, nodeId);
        }
    }

    public Dictionary<string, InputBinding> Inputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OutputBinding> Outputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ActivityNode> Ports { get; } = new(StringComparer.Ordinal);

    private void Sort(string name, JsonElement value, string nodeId)
    {
        var at = $"{_path}.{name}";
        if (_type?.Ports.Contains(name, StringComparer.Ordinal) == true)
        {
            if (value.ValueKind == JsonValueKind.Object && ActivityReader.Read(value, at, nodeId, _source) is { } inner)
            {
                Ports[name] = inner;
            }
            else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
            {
                _source.Refuse(at, "Expected an activity.");
            }
        }
        else if (_type?.Input(name) is { } input && !IsBinding(value))
        {
            if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
            {
                Inputs[name] = new InputBinding(input.TypeName, new Expression("Literal", value), at);
            }
            else if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty("memoryReference", out _))
            {
                _source.Refuse(at, "An input needs an expression.");
            }
        }
        else if (IsBinding(value))
        {
            Input(name, value, at);
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("memoryReference", out var reference))
        {
            Output(name, value, reference, at);
        }
    }

    private static bool IsBinding(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("expression", out var expression) && expression.ValueKind == JsonValueKind.Object;

    private void Input(string name, JsonElement value, string at)
    {
        var given = new JsonProperties(value, at, _source);
        if (_type is not null && _type.Input(name) is null)
        {
            Unexpected(at, $"'{_type.Name}' has no input '{name}'.");
        }

        if (given.Text("typeName") is not { } typeName)
        {
            _source.Refuse(at + ".typeName", "An input needs the name of its type.");
            return;
        }

        if (ActivityReader.Expression(given.Value("expression")!.Value, at + ".expression", _source) is { } expression)
        {
            Inputs[name] = new InputBinding(typeName, expression, at) { Unknown = given.Except("typeName", "expression") };
        }
    }

    private void Output(string name, JsonElement value, JsonElement reference, string at)
    {
        var given = new JsonProperties(value, at, _source);
        if (reference.ValueKind != JsonValueKind.Object || !reference.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return;
        }

        if (_type is not null && !_type.Outputs.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            Unexpected(at, $"'{_type.Name}' has no output '{name}'.");
        }

        Outputs[name] = new OutputBinding(given.Text("typeName") ?? "Object", id.GetString()!, at) { Unknown = given.Except("typeName", "memoryReference") };
    }

    private void Unexpected(string at, string reason)
    {
        if (_type!.Kind == ActivityKind.BuiltIn)
        {
            _source.Warn(at, reason + " It is ignored.");
        }
        else
        {
            _source.Refuse(at, reason);
        }
    }
}
