using System.Runtime.CompilerServices;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Flowcharts;

/// <summary>A connection in the graph. Its key leaves out the usual ports.</summary>
internal sealed record FlowEdge(Connection Connection)
{
    public string Key { get; } = (Connection.SourcePort == "Done" ? Connection.Source : $"{Connection.Source}.{Connection.SourcePort}")
        + ">" + (Connection.TargetPort == "In" ? Connection.Target : $"{Connection.Target}.{Connection.TargetPort}");
}

/// <summary>
/// The graph of a flowchart seen from its start: which connections lead forward and which go back. Going breadth first from the start, a connection
/// that would close a circle over the forward ones found so far is a backward one.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly ConditionalWeakTable<ActivityNode, FlowGraph> Graphs = [];

    private readonly Dictionary<string, ActivityNode> _activities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FlowEdge>> _outbound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FlowEdge>> _inboundForward = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _forward = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reachable = new(StringComparer.Ordinal);

    private FlowGraph(ActivityNode flowchart)
    {
        foreach (var activity in flowchart.Activities)
        {
            _activities.TryAdd(activity.Id, activity);
        }

        var targets = flowchart.Connections.Select(c => c.Target).ToHashSet(StringComparer.Ordinal);
        Start = flowchart.Activities.FirstOrDefault(a => a.Type == "Elsa.Start")
            ?? flowchart.Activities.FirstOrDefault(a => !targets.Contains(a.Id))
            ?? (flowchart.Activities.Count > 0 ? flowchart.Activities[0] : null);
        var edges = flowchart.Connections.DistinctBy(c => (c.Source, c.SourcePort, c.Target, c.TargetPort)).Select(c => new FlowEdge(c)).ToList();
        foreach (var edge in edges)
        {
            Of(_outbound, edge.Connection.Source).Add(edge);
        }

        FindForward();
        foreach (var edge in edges.Where(IsForward))
        {
            Of(_inboundForward, edge.Connection.Target).Add(edge);
        }
    }

    /// <summary>Where the flowchart begins; null if it is empty.</summary>
    public ActivityNode? Start { get; }

    /// <summary>Ids of all activities that can be reached from the start.</summary>
    public IReadOnlySet<string> Reachable => _reachable;

    public static FlowGraph Of(ActivityNode flowchart) => Graphs.GetValue(flowchart, node => new FlowGraph(node));

    /// <summary>The activity of this id.</summary>
    public ActivityNode Activity(string id) => _activities[id];

    public IReadOnlyList<FlowEdge> Outbound(string activityId) => _outbound.TryGetValue(activityId, out var edges) ? edges : [];

    public IReadOnlyList<FlowEdge> InboundForward(string activityId) => _inboundForward.TryGetValue(activityId, out var edges) ? edges : [];

    public bool IsForward(FlowEdge edge) => IsForward(edge.Connection.Source, edge.Connection.Target);

    /// <summary>True if a connection leads forward from the one to the other.</summary>
    public bool IsForward(string source, string target) => _forward.TryGetValue(source, out var targets) && targets.Contains(target);

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

    private static List<FlowEdge> Of(Dictionary<string, List<FlowEdge>> edges, string activityId)
    {
        if (!edges.TryGetValue(activityId, out var found))
        {
            edges[activityId] = found = [];
        }

        return found;
    }

    private void FindForward()
    {
        if (Start is null)
        {
            return;
        }

        _reachable.Add(Start.Id);
        var open = new Queue<string>([Start.Id]);
        while (open.TryDequeue(out var source))
        {
            foreach (var target in Outbound(source).Select(e => e.Connection.Target))
            {
                if ((_forward.TryGetValue(source, out var known) && known.Contains(target)) || Leads(target, source))
                {
                    continue;
                }

                if (known is null)
                {
                    _forward[source] = known = new HashSet<string>(StringComparer.Ordinal);
                }

                known.Add(target);
                if (_reachable.Add(target))
                {
                    open.Enqueue(target);
                }
            }
        }
    }

    private bool Leads(string from, string to)
    {
        if (from == to)
        {
            return true;
        }

        if (!_forward.ContainsKey(from))
        {
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var target in _forward.TryGetValue(at, out var next) ? next.Where(seen.Add) : [])
            {
                open.Push(target);
            }
        }

        return false;
    }
}
