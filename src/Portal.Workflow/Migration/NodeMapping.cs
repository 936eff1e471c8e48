using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Migration;

/// <summary>Where the activities of an instance stand in another version: the same ids from the root down, but for those that were renamed.</summary>
internal sealed class NodeMapping(WorkflowDefinition target, IReadOnlyDictionary<string, string>? newIds)
{
    private readonly IReadOnlyDictionary<string, string> _newIds = newIds ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True if every open activity has a place.</summary>
    public bool CanTake(WorkflowState state) => state.Executions.All(e => e.ParentId is null || target.Find(NewNodeId(e.NodeId)) is not null);

    public string NewNodeId(string nodeId)
    {
        var separator = nodeId.LastIndexOf(':');
        if (separator < 0)
        {
            return nodeId;
        }

        return NewNodeId(nodeId[..separator]) + ":" + NewId(nodeId);
    }

    /// <summary>The new id of an activity, by its old node id or its old id.</summary>
    public string NewId(string nodeId)
    {
        var id = nodeId[(nodeId.LastIndexOf(':') + 1)..];
        var renamed = _newIds.GetValueOrDefault(nodeId) ?? _newIds.GetValueOrDefault(id);
        return renamed is null ? id : renamed[(renamed.LastIndexOf(':') + 1)..];
    }
}
