using System.Text.Json;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>What this product does not run, said clearly instead of ignored.</summary>
internal static class ScopeRules
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        if (ActivationStrategies.Of(definition.Options) is null)
        {
            source.Refuse(
                $"$.options.{ActivationStrategies.Option}",
                $"The activation strategy '{ActivationStrategies.Named(definition.Options)}' is not known: AllowAlwaysStrategy, SingletonStrategy, CorrelationStrategy or CorrelatedSingletonStrategy.");
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
}
