namespace Portal.Workflow.Definitions;

/// <summary>A definition used as an activity, as it stands inside the one that uses it: its version is fixed when the user is read.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Envelope">Its envelope with its variables and root, placed under the activity that stands for it.</param>
public sealed record EmbeddedDefinition(WorkflowDefinition Definition, ActivityNode Envelope)
{
    internal ActivityType Type { get; } = ActivityType.Of(Definition);

    internal static EmbeddedDefinition Under(string nodeId, WorkflowDefinition definition)
    {
        var envelopeId = nodeId + ":" + WorkflowDefinition.EnvelopeId;
        return new EmbeddedDefinition(definition, new ActivityNode
        {
            Id = WorkflowDefinition.EnvelopeId,
            NodeId = envelopeId,
            Type = WorkflowDefinition.EnvelopeType,
            Path = "$",
            Variables = definition.Variables,
            Ports = new Dictionary<string, ActivityNode>(StringComparer.Ordinal) { ["root"] = Place(definition.Root, envelopeId) },
        });
    }

    private static ActivityNode Place(ActivityNode node, string containerId)
    {
        var nodeId = containerId + ":" + node.Id;
        return node with
        {
            NodeId = nodeId,
            Activities = [.. node.Activities.Select(a => Place(a, nodeId))],
            Ports = node.Ports.ToDictionary(p => p.Key, p => Place(p.Value, nodeId), StringComparer.Ordinal),
            Cases = [.. node.Cases.Select(c => c with { Activity = c.Activity is { } inner ? Place(inner, nodeId) : null })],
            Embedded = node.Embedded is { } embedded ? Under(nodeId, embedded.Definition) : null,
        };
    }
}
