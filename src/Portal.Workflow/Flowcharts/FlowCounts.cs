namespace Portal.Workflow.Flowcharts;

/// <summary>How often the activities and connections of a flowchart have been visited, and whether a connection was followed last time.</summary>
internal sealed class FlowCounts
{
    public Dictionary<string, int> Activities { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Visits by connection, below zero if it was not followed last time.</summary>
    public Dictionary<string, int> Connections { get; set; } = new(StringComparer.Ordinal);

    public int Visits(string activityId) => Activities.GetValueOrDefault(activityId);

    public int Visits(FlowEdge edge) => Math.Abs(Connections.GetValueOrDefault(edge.Key));

    public void Visit(string activityId) => Activities[activityId] = Visits(activityId) + 1;

    public void Visit(FlowEdge edge, bool followed)
    {
        var visits = Visits(edge) + 1;
        Connections[edge.Key] = followed ? visits : -visits;
    }

    /// <summary>The same counts with activities under other ids.</summary>
    public FlowCounts Renamed(Func<string, string> newId) => new()
    {
        Activities = Merged(Activities.Select(a => (newId(a.Key), a.Value))),
        Connections = Merged(Connections.Select(c => (Renamed(c.Key, newId), c.Value))),
    };

    /// <summary>
    /// Every inbound connection has been visited more often than the activity itself. Looks from the last one on: that is where one is missing as a rule.
    /// </summary>
    public bool AllVisited(IReadOnlyList<FlowEdge> inbound, string activityId)
    {
        var own = Visits(activityId);
        for (var i = inbound.Count - 1; i >= 0; i--)
        {
            if (Visits(inbound[i]) <= own)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every inbound connection was followed in this round.</summary>
    public bool AllFollowed(IReadOnlyList<FlowEdge> inbound) => inbound.All(IsFollowed);

    /// <summary>One of the connections visited most was followed, and in a round the activity has not seen.</summary>
    public bool AnyFollowed(IReadOnlyList<FlowEdge> inbound, string activityId)
    {
        var most = inbound.Max(Visits);
        return most > Visits(activityId) && inbound.Any(e => Visits(e) == most && IsFollowed(e));
    }

    /// <summary>Two that become one have been visited as often as the more visited of them.</summary>
    private static Dictionary<string, int> Merged(IEnumerable<(string Key, int Count)> counts)
    {
        var merged = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, count) in counts)
        {
            merged[key] = merged.TryGetValue(key, out var other) && Math.Abs(other) > Math.Abs(count) ? other : count;
        }

        return merged;
    }

    private bool IsFollowed(FlowEdge edge) => Connections.GetValueOrDefault(edge.Key) > 0;

    /// <summary>
    /// Ids and ports may contain a point, and ports the sign in the middle; the source of a visited connection is known, which tells them apart.
    /// </summary>
    private string Renamed(string key, Func<string, string> newId)
    {
        var middle = key.LastIndexOf('>');
        var (source, target) = (key[..middle], key[(middle + 1)..]);
        var end = source.Length;
        while (end > 0 && !Activities.ContainsKey(source[..end]))
        {
            end = source.LastIndexOf('.', end - 1);
        }

        return end <= 0 ? key : $"{newId(source[..end])}{source[end..]}>{newId(target)}";
    }
}
