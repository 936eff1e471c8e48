using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>What a definition calls its steps, for those who read about a case.</summary>
public static class DefinitionNames
{
    /// <summary>The name a step was given; its id where it has none, is not in this version, or the definition cannot be read.</summary>
    public static string NameOf(this WorkflowDefinition? definition, string activityId) =>
        definition?.Activities.FirstOrDefault(a => a.Id == activityId)?.Name ?? activityId;

    /// <summary>The outcomes by which the process leaves a step, in the order of the connections.</summary>
    public static IReadOnlyList<string> OutcomesOf(this WorkflowDefinition definition, string activityId) =>
        [.. definition.Activities.SelectMany(a => a.Connections).Where(c => c.Source == activityId).Select(c => c.SourcePort).Distinct(StringComparer.Ordinal)];
}
