using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Diagrams;

/// <summary>What a drawing says about its boxes and lines besides their names: where instances stand, which way one has gone, what another version changes.</summary>
public sealed record DiagramMarks
{
    /// <summary>Nothing to say.</summary>
    public static DiagramMarks None { get; } = new();

    /// <summary>How many instances stand at a node, by node id.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Node ids of what has been done.</summary>
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Node ids of what is open.</summary>
    public IReadOnlySet<string> Open { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Node ids of what has failed and awaits a decision.</summary>
    public IReadOnlySet<string> Incidents { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Keys of the lines that were taken.</summary>
    public IReadOnlySet<string> Taken { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What another version did to a node, by node id.</summary>
    public IReadOnlyDictionary<string, ChangeKind> Changes { get; init; } = new Dictionary<string, ChangeKind>(StringComparer.Ordinal);

    /// <summary>The way one instance has gone so far and where it stands now.</summary>
    public static DiagramMarks Of(WorkflowDefinition definition, WorkflowState state, IEnumerable<JournalEntry> journal)
    {
        var entries = journal.OrderBy(e => e.Sequence).ToList();
        var places = state.OpenNodes;
        return new DiagramMarks
        {
            Done = entries.Where(e => e.Event is JournalEvent.Completed or JournalEvent.Skipped).Select(e => e.NodeId).ToHashSet(StringComparer.Ordinal),
            Open = places.Where(p => !p.HasFailed).Select(p => p.NodeId).ToHashSet(StringComparer.Ordinal),
            Incidents = places.Where(p => p.HasFailed).Select(p => p.NodeId).ToHashSet(StringComparer.Ordinal),
            Taken = Ways(definition, entries).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>How many instances stand where.</summary>
    public static DiagramMarks Of(IEnumerable<WorkflowState> instances) => new()
    {
        Counts = instances.SelectMany(i => i.OpenNodes.Select(p => p.NodeId).Distinct(StringComparer.Ordinal))
            .GroupBy(n => n, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
    };

    /// <summary>A connection was taken if its source ended with its port and its target began after that.</summary>
    private static IEnumerable<string> Ways(WorkflowDefinition definition, List<JournalEntry> entries)
    {
        var begun = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => e.Event == JournalEvent.Started))
        {
            begun[entry.NodeId] = entry.Sequence;
        }

        foreach (var entry in entries.Where(e => e.Event == JournalEvent.Completed && e.NodeId.Contains(':', StringComparison.Ordinal)))
        {
            var container = entry.NodeId[..entry.NodeId.LastIndexOf(':')];
            var outcomes = entry.Outcomes.Count == 0 ? ["Done"] : entry.Outcomes;
            foreach (var target in Targets(definition.Find(container), entry.ActivityId, outcomes).Select(t => container + ":" + t))
            {
                if (begun.TryGetValue(target, out var at) && at > entry.Sequence)
                {
                    yield return $"{entry.NodeId}>{target}";
                }
            }
        }
    }

    private static IEnumerable<string> Targets(ActivityNode? container, string activityId, IReadOnlyList<string> outcomes)
    {
        if (container?.Type == "Elsa.Sequence")
        {
            return container.Activities.SkipWhile(a => a.Id != activityId).Skip(1).Take(1).Select(a => a.Id);
        }

        return container?.Connections.Where(c => c.Source == activityId && outcomes.Contains(c.SourcePort, StringComparer.Ordinal)).Select(c => c.Target) ?? [];
    }
}
