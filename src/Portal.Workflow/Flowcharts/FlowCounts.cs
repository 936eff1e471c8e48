namespace Portal.Workflow.Flowcharts;

/// <summary>How often the activities and connections of a flowchart have been visited, and whether a connection was followed last time.</summary>
internal sealed class FlowCounts
{
    public Dictionary<string, int> Activities { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Connections { get; set; } = new(StringComparer.Ordinal);

    public HashSet<string> Followed { get; set; } = new(StringComparer.Ordinal);

    public int Visits(string activityId) => Activities.GetValueOrDefault(activityId);

    public int Visits(FlowEdge edge) => Connections.GetValueOrDefault(edge.Key);

    public void Visit(string activityId) => Activities[activityId] = Visits(activityId) + 1;

    public void Visit(FlowEdge edge, bool followed)
    {
        Connections[edge.Key] = Visits(edge) + 1;
        if (followed)
        {
            Followed.Add(edge.Key);
        }
        else
        {
            Followed.Remove(edge.Key);
        }
    }

    /// <summary>The same counts with activities under other ids.</summary>
    public FlowCounts Renamed(Func<string, string> newId) => new()
    {
        Activities = Activities.ToDictionary(a => newId(a.Key), a => a.Value, StringComparer.Ordinal),
        Connections = Connections.ToDictionary(c => Renamed(c.Key, newId), c => c.Value, StringComparer.Ordinal),
        Followed = Followed.Select(c => Renamed(c, newId)).ToHashSet(StringComparer.Ordinal),
    };

    /// <summary>Every inbound connection has been visited more often than the activity itself.</summary>
    public bool AllVisited(IReadOnlyList<FlowEdge> inbound, string activityId) => inbound.Min(Visits) > Visits(activityId);

    /// <summary>Every inbound connection was followed in this round.</summary>
    public bool AllFollowed(IReadOnlyList<FlowEdge> inbound) => inbound.All(e => Followed.Contains(e.Key));

    /// <summary>One of the connections visited most was followed, and in a round the activity has not seen.</summary>
    public bool AnyFollowed(IReadOnlyList<FlowEdge> inbound, string activityId)
    {
        var most = inbound.Max(Visits);
        return most > Visits(activityId) && inbound.Any(e => Visits(e) == most && Followed.Contains(e.Key));
    }

    /// <summary>Ids and ports may contain a point; the source of a visited connection is known, which tells them apart.</summary>
    private string Renamed(string key, Func<string, string> newId)
    {
        var middle = key.IndexOf('>', StringComparison.Ordinal);
        var (source, target) = (key[..middle], key[(middle + 1)..]);
        var end = source.LastIndexOf('.');
        for (var i = source.IndexOf('.', StringComparison.Ordinal); i >= 0; i = source.IndexOf('.', i + 1))
        {
            if (Activities.ContainsKey(source[..i]))
            {
                end = i;
            }
        }

        var port = target.LastIndexOf('.');
        return $"{newId(source[..end])}{source[end..]}>{newId(target[..port])}{target[port..]}";
    }
}
