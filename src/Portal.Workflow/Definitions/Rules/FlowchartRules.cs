using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Flowcharts: every connection has two ends, every activity can be reached, every way back re-arms a whole stretch.</summary>
internal static class FlowchartRules
{
    public static void Check(ActivityNode flowchart, DefinitionSource source)
    {
        var byId = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var activity in flowchart.Activities)
        {
            byId.TryAdd(activity.Id, activity);
        }

        var faults = source.Faults.Count;
        var ports = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var connection in flowchart.Connections)
        {
            Require(connection.Source, byId, connection.Path + ".source", source);
            Require(connection.Target, byId, connection.Path + ".target", source);
            CheckPort(connection, byId, ports, source);
        }

        if (source.Faults.Count > faults || flowchart.Activities.Count == 0)
        {
            return;
        }

        CheckKeys(flowchart, source);
        var graph = FlowGraph.Of(flowchart);
        foreach (var activity in flowchart.Activities.Where(a => !graph.Reachable.Contains(a.Id)))
        {
            source.RefuseUnlessLenient(activity.Path, $"'{activity.Id}' cannot be reached from '{graph.Start!.Id}', where the flowchart begins.");
        }

        foreach (var edge in flowchart.Connections.Select(c => new FlowEdge(c)).Where(e => graph.Reachable.Contains(e.Connection.Source) && !graph.IsForward(e)))
        {
            if (!graph.IsProperLoop(edge))
            {
                source.Refuse(
                    edge.Connection.Path,
                    $"The connection from '{edge.Connection.Source}' back to '{edge.Connection.Target}' leads into the middle of a branch. Lead it back to before the fork.");
            }
        }

        FlowchartQuirks.Check(flowchart, graph, source);
    }

    /// <summary>Visits are counted by connection, under its ends with the port between them: a point in an id can make two read the same.</summary>
    private static void CheckKeys(ActivityNode flowchart, DefinitionSource source)
    {
        var seen = new Dictionary<string, Connection>(StringComparer.Ordinal);
        foreach (var edge in flowchart.Connections.Select(c => new FlowEdge(c)))
        {
            if (!seen.TryAdd(edge.Key, edge.Connection)
                && seen[edge.Key] is var other && (other.Source, other.SourcePort, other.Target, other.TargetPort)
                    != (edge.Connection.Source, edge.Connection.SourcePort, edge.Connection.Target, edge.Connection.TargetPort))
            {
                source.Refuse(edge.Connection.Path, $"With the points in its ids and ports, this connection reads the same as {other.Path}: '{edge.Key}'. Leave the points out of the ids.");
            }
        }
    }

    private static void Require(string id, Dictionary<string, ActivityNode> byId, string path, DefinitionSource source)
    {
        if (!byId.ContainsKey(id))
        {
            source.Refuse(path, $"The flowchart has no activity '{id}'.");
        }
    }

    private static void CheckPort(Connection connection, Dictionary<string, ActivityNode> byId, Dictionary<string, HashSet<string>> known, DefinitionSource source)
    {
        if (!byId.TryGetValue(connection.Source, out var activity) || !source.Catalogue.TryFind(activity.Type, out var type))
        {
            return;
        }

        if (!known.TryGetValue(activity.Id, out var ports))
        {
            known[activity.Id] = ports = [.. DeclaredPorts.Of(activity, type)];
        }

        if (ports.Count > 0 && !ports.Contains(connection.SourcePort))
        {
            source.Warn(connection.Path + ".source.port", $"'{activity.Id}' has no port '{connection.SourcePort}' ({string.Join(", ", ports)}): the connection is never followed.");
        }
    }
}
