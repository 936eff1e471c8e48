using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>
/// What of a case administrators are not shown, who see no content by default. Variables that the definition names in
/// <c>"masked": ["Comment"]</c>; inputs of failed steps, unless their value stands in the definition itself; and wherever an error message
/// repeats words of these, or of what the case was started with, the words.
/// </summary>
public sealed class Discretion
{
    /// <summary>Stands in the place of what is not shown.</summary>
    public const string NotShown = "[not shown]";

    /// <summary>Shorter values stand in every message by chance.</summary>
    private const int ShortestMasked = 3;

    private readonly WorkflowDefinition? _definition;
    private readonly HashSet<string> _masked;
    private readonly List<string> _words;

    /// <param name="definition">What the case follows; null when it cannot be read.</param>
    /// <param name="state">How it stands; null when it cannot be read.</param>
    /// <param name="failed">The failed steps with what they were asked to do, as JSON.</param>
    internal Discretion(WorkflowDefinition? definition, WorkflowState? state, IEnumerable<(string ActivityId, string? Inputs)> failed)
    {
        _definition = definition;
        _masked = definition is null ? [] : MaskedIn(definition);
        var hidden = failed.SelectMany(f => Parsed(f.Inputs).Where(i => !IsInDefinition(f.ActivityId, i.Key, i.Value)).Select(i => i.Value))
            .Append(state?.Input);
        var masked = state is null || definition is null ? [] : state.Variables(definition).Where(v => _masked.Contains(v.Key)).Select(v => v.Value);
        _words = [.. hidden.SelectMany(Texts).Where(t => t.Any(char.IsWhiteSpace)).Concat(masked.SelectMany(Texts).Where(t => t.Length >= ShortestMasked))
            .Distinct(StringComparer.Ordinal).OrderByDescending(t => t.Length)];
    }

    /// <summary>Whether the value of a variable is shown.</summary>
    public bool Shows(string variable) => !_masked.Contains(variable);

    /// <summary>What a failed step was asked to do.</summary>
    internal IReadOnlyList<StepInput> InputsOf(string activityId, string? inputs) =>
        [.. Parsed(inputs).Select(i => new StepInput(i.Key, IsInDefinition(activityId, i.Key, i.Value) ? i.Value?.ToString() ?? "" : null))];

    /// <summary>A message without the words that people wrote.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(message))]
    public string? Without(string? message) =>
        message is null ? null : _words.Aggregate(message, (left, words) => left.Replace(words, NotShown, StringComparison.Ordinal));

    private static HashSet<string> MaskedIn(WorkflowDefinition definition) =>
        definition.CustomProperties is { ValueKind: JsonValueKind.Object } custom && custom.TryGetProperty("masked", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];

    private static JsonObject Parsed(string? inputs)
    {
        try
        {
            return inputs is null ? [] : JsonNode.Parse(inputs) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <remarks>By value, not only by its kind of expression: since it failed the case may have moved to a version that says something else.</remarks>
    private bool IsInDefinition(string activityId, string name, JsonNode? value) =>
        _definition?.Activities.FirstOrDefault(a => a.Id == activityId) is { } activity
        && activity.Inputs.TryGetValue(name, out var binding)
        && binding.Expression switch
        {
            { Type: "Literal" } literal => literal.Text == (value?.ToString() ?? ""),
            { Type: "Object" or "Json" } constant => IsSame(constant.Text, value),
            _ => false,
        };

    private static bool IsSame(string json, JsonNode? value)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(json), value);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>All texts in a value. Unless it is masked, a single word, such as the one for a post, is what a message is about and nobody's content.</summary>
    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonObject members => members.SelectMany(m => Texts(m.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Trim() is { } trimmed => [trimmed],
        _ => [],
    };
}

/// <summary>Something a failed step was told.</summary>
/// <param name="Name">What the activity calls it.</param>
/// <param name="Value">What it was; null where it came from people and is not shown.</param>
public sealed record StepInput(string Name, string? Value);
