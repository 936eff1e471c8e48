using System.Text.Json;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>What this product does not run, said clearly instead of ignored.</summary>
internal static class ScopeRules
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        if (Option(definition.Options, "activationStrategyType") is { } strategy && !strategy.Contains("Correlat", StringComparison.Ordinal))
        {
            source.Refuse("$.options.activationStrategyType", $"'{strategy}' is out of scope: the only activation strategy is one instance per correlation id.");
        }

        CheckMode(definition.CustomProperties, "$.customProperties", source);
        foreach (var activity in definition.Activities)
        {
            CheckMode(activity.CustomProperties, activity.Path + ".customProperties", source);
            if (activity.CustomProperties is { } custom && custom.TryGetProperty("canStartWorkflow", out var starts) && starts.ValueKind == JsonValueKind.True)
            {
                source.Refuse(activity.Path + ".customProperties.canStartWorkflow", "Triggers that start instances are out of scope: instances are started by the portal.");
            }
        }
    }

    private static void CheckMode(JsonElement? custom, string path, DefinitionSource source)
    {
        foreach (var name in custom is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().ToArray() : [])
        {
            var isTokenMode = name.Name.EndsWith("ExecutionMode", StringComparison.OrdinalIgnoreCase) && name.Value.ToString().Contains("Token", StringComparison.OrdinalIgnoreCase);
            if ((string.Equals(name.Name, "mergeMode", StringComparison.OrdinalIgnoreCase) && name.Value.ValueKind != JsonValueKind.Null) || isTokenMode)
            {
                source.Refuse($"{path}.{name.Name}", "Token-based flowcharts and merge modes are out of scope: use a FlowJoin and its mode.");
            }
        }
    }

    private static string? Option(JsonElement? options, string name) =>
        options is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
