using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>A definition that a file uses as an activity; whoever reads the file hands it to the catalogue first.</summary>
/// <param name="DefinitionId">Which definition.</param>
/// <param name="Version">Which version; null where the file does not say.</param>
public sealed record UsedDefinition(string DefinitionId, int? Version)
{
    private const string Id = "workflowDefinitionId";

    /// <summary>The definitions that a file uses; none where it cannot be read, which its reader then says.</summary>
    public static IReadOnlyList<UsedDefinition> In(string json)
    {
        if (json.Length > DefinitionReader.MostCharacters || !json.Contains(Id, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        try
        {
            using var file = JsonDocument.Parse(json, DefinitionReader.Strict);
            return [.. In(file.RootElement).Distinct()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<UsedDefinition> In(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(In),
        JsonValueKind.Object => Of(element) is { } used ? element.EnumerateObject().SelectMany(p => In(p.Value)).Prepend(used) : element.EnumerateObject().SelectMany(p => In(p.Value)),
        _ => [],
    };

    /// <summary>Activities of Elsa and of the portal have an input of that name; others stand for a definition.</summary>
    private static UsedDefinition? Of(JsonElement element)
    {
        var given = element.EnumerateObject().ToList();
        return Text(given, Id) is { } id && Text(given, "type") is { } type && !type.StartsWith("Elsa.", StringComparison.Ordinal)
            ? new UsedDefinition(id, Value(given, "version") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var version) ? version : null)
            : null;
    }

    private static string? Text(List<JsonProperty> given, string name) => Value(given, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Value(List<JsonProperty> given, string name) =>
        given.Find(p => Expressions.Names.Camel(p.Name) == name) is { Value.ValueKind: not JsonValueKind.Undefined } found ? found.Value : null;
}
