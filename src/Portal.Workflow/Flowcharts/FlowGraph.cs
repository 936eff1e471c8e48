using System.Runtime.CompilerServices;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Flowcharts;

/// <summary>A connection in the graph.</summary>
internal sealed record FlowEdge(Connection Connection)
{
    public string Key { get; } = $"{Connection.Source}.{Connection.SourcePort}>{Connection.Target}.{Connection.TargetPort}";
}

/// <summary>
/// The graph of a flowchart seen from its start: which connections lead forward and which go back. Going breadth first from the start, a connection
/// that would close a circle over the forward ones found so far is a backward one.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly ConditionalWeakTable<ActivityNode, FlowGraph> Graphs = [];

    private readonly ILookup<string, FlowEdge> _outbound;
    private readonly ILookup<string, FlowEdge> _inboundForward;
    private readonly HashSet<(string Source, string Target)> _forward = [];

    private FlowGraph(ActivityNode flowchart)
    {
        Start = flowchart.Activities.FirstOrDefault(a => a.Type == "Elsa.Start")
            ?? flowchart.Activities.FirstOrDefault(a => flowchart.Connections.All(c => c.Target != a.Id))
            ?? (flowchart.Activities.Count > 0 ? flowchart.Activities[0] : null);
        var edges = flowchart.Connections.DistinctBy(c => (c.Source, c.SourcePort, c.Target, c.TargetPort)).Select(c => new FlowEdge(c)).ToList();
        _outbound = edges.ToLookup(e => e.Connection.Source, StringComparer.Ordinal);
        FindForward();
        _inboundForward = edges.Where(IsForward).ToLookup(e => e.Connection.Target, StringComparer.Ordinal);
        Reachable = _forward.Select(p => p.Target).Append(Start?.Id ?? string.Empty).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where the flowchart begins; null if it is empty.</summary>
    public ActivityNode? Start { get; }

    /// <summary>Ids of all activities that can be reached from the start.</summary>
    public IReadOnlySet<string> Reachable { get; }

    public static FlowGraph Of(ActivityNode flowchart) => Graphs.GetValue(flowchart, node => new FlowGraph(node));

    public IEnumerable<FlowEdge> Outbound(string activityId) => _outbound[activityId];

    public IReadOnlyList<FlowEdge> InboundForward(string activityId) => [.. _inboundForward[activityId]];

    public bool IsForward(FlowEdge edge) => _forward.Contains((edge.Connection.Source, edge.Connection.Target));

    /// <summary>True if every way from the edge's source back to the start leads through its target, so that going back re-arms a whole stretch.</summary>
    public bool IsProperLoop(FlowEdge edge)
    {
        if (edge.Connection.Target == Start?.Id || edge.Connection.Source == edge.Connection.Target)
        {
            return true;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { edge.Connection.Target };
        var open = new Stack<string>([edge.Connection.Source]);
        while (open.TryPop(out var at))
        {
            if (at == Start?.Id)
            {
                return false;
            }

            foreach (var source in InboundForward(at).Select(e => e.Connection.Source).Where(seen.Add))
            {
                open.Push(source);
            }
        }

        return true;
    }

    /// <summary>Everything from which a forward path leads to the activity.</summary>
    public IReadOnlySet<string> Upstream(string activityId)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([activityId]);
        while (open.TryPop(out var at))
        {
            foreach (var source in InboundForward(at).Select(e => e.Connection.Source).Where(found.Add))
            {
                open.Push(source);
            }
        }

        return found;
    }

    private void FindForward()
    {
        if (Start is null)
        {
            return;
        }

        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([Start.Id]);
        while (open.TryDequeue(out var source))
        {
            done.Add(source);
            foreach (var target in _outbound[source].Select(e => e.Connection.Target))
            {
                if (_forward.Contains((source, target)) || Leads(target, source))
                {
                    continue;
                }

                _forward.Add((source, target));
                if (!done.Contains(target))
                {
                    open.Enqueue(target);
                }
            }
        }
    }

    private bool Leads(string from, string to)
    {
        var next = _forward.ToLookup(p => p.Source, p => p.Target, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var target in next[at].Where(seen.Add))
            {
                open.Push(target);
            }
        }

        return false;
    }
}
