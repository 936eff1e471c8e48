using System.Text.Json;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions;

/// <summary>The properties of an object in a definition file, by camel-case name whatever the case of the first letter.</summary>
internal sealed class JsonProperties
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly DefinitionSource _source;

    public JsonProperties(JsonElement element, string path, DefinitionSource source)
    {
        _path = path;
        _source = source;
        foreach (var property in element.EnumerateObject())
        {
            _values[Names.Camel(property.Name)] = property.Value;
        }
    }

    public IEnumerable<KeyValuePair<string, JsonElement>> All => _values;

    public JsonElement? Value(string name) => _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        _source.Refuse($"{_path}.{name}", "Expected a text.");
        return null;
    }

    public string? RequiredText(string name)
    {
        var faults = _source.Faults.Count;
        var text = Text(name);
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        if (_source.Faults.Count == faults)
        {
            _source.Refuse($"{_path}.{name}", $"'{name}' is missing.");
        }

        return null;
    }

    public JsonElement? Object(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }

        _source.Refuse($"{_path}.{name}", "Expected an object.");
        return null;
    }

    public IReadOnlyList<JsonElement> List(string name)
    {
        if (Value(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray()];
        }

        _source.Refuse($"{_path}.{name}", "Expected a list.");
        return [];
    }

    /// <summary>What is left when these are taken away.</summary>
    public Dictionary<string, JsonElement> Except(params IReadOnlyList<string> known) =>
        _values.Where(v => !known.Contains(v.Key, StringComparer.Ordinal)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
}
