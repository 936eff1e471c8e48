namespace Portal.Workflow.Flowcharts;

/// <summary>Which activities lead to which by forward connections, for all of them at once.</summary>
internal sealed class Ancestry
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly ulong[][] _before;

    public Ancestry(FlowGraph graph)
    {
        var order = Order(graph);
        for (var i = 0; i < order.Count; i++)
        {
            _places[order[i]] = i;
        }

        _before = new ulong[order.Count][];
        for (var i = 0; i < order.Count; i++)
        {
            var own = _before[i] = new ulong[(i / 64) + 1];
            foreach (var place in graph.InboundForward(order[i]).Select(e => _places[e.Connection.Source]))
            {
                own[place / 64] |= 1UL << (place % 64);
                for (var word = 0; word < _before[place].Length; word++)
                {
                    own[word] |= _before[place][word];
                }
            }
        }
    }

    /// <summary>True if a forward path leads from the one to the other.</summary>
    public bool Leads(string from, string to) =>
        _places.TryGetValue(from, out var start) && _places.TryGetValue(to, out var end)
        && start < end && (_before[end][start / 64] & (1UL << (start % 64))) != 0;

    /// <summary>Each activity that can be reached, behind all that lead to it.</summary>
    private static List<string> Order(FlowGraph graph)
    {
        var order = new List<string>();
        var waiting = graph.Reachable.ToDictionary(id => id, id => graph.InboundForward(id).Count, StringComparer.Ordinal);
        var ready = new Queue<string>(graph.Reachable.Where(id => waiting[id] == 0));
        while (ready.TryDequeue(out var at))
        {
            order.Add(at);
            foreach (var edge in graph.Outbound(at).Where(graph.IsForward))
            {
                if (--waiting[edge.Connection.Target] == 0)
                {
                    ready.Enqueue(edge.Connection.Target);
                }
            }
        }

        return order;
    }
}
