namespace Portal.Workflow.Definitions.Rules;

/// <summary>The outcomes an activity is known to end with, as far as its definition says.</summary>
internal static class DeclaredPorts
{
    /// <summary>Empty where they depend on values that come only when it runs.</summary>
    public static IReadOnlyList<string> Of(ActivityNode activity, ActivityType type) => activity.Type switch
    {
        "Elsa.FlowSwitch" => [.. activity.Cases.Select(c => c.Label), "Default"],
        "Elsa.FlowFork" => Listed(activity, "branches"),
        _ when Listed(activity, "outcomes") is { Count: > 0 } declared => [.. declared, .. type.Inputs.Where(i => i.NamesPort).SelectMany(i => Listed(activity, i.Name))],
        _ => activity.Embedded?.Type.Outcomes ?? type.Outcomes,
    };

    private static IReadOnlyList<string> Listed(ActivityNode activity, string input)
    {
        if (!activity.Inputs.TryGetValue(input, out var binding) || binding.Expression.Type is not ("Object" or "Json" or "Literal"))
        {
            return [];
        }

        return Expressions.ValueConversion.TryConvert(binding.Expression.Text, "List<String>", out var list) && list is System.Text.Json.Nodes.JsonArray names
            ? [.. names.Select(n => n?.ToString() ?? string.Empty)]
            : [];
    }
}
