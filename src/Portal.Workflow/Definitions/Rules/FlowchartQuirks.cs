using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Shapes that may be drawn but surprise: warned about, with the way out.</summary>
internal static class FlowchartQuirks
{
    public static void Check(ActivityNode flowchart, FlowGraph graph, DefinitionSource source)
    {
        foreach (var join in flowchart.Activities.Where(a => a.Type == "Elsa.FlowJoin"))
        {
            var upstream = graph.Upstream(join.Id);
            var mode = join.Inputs.TryGetValue("mode", out var given) ? given.Expression.Text : "WaitAny";
            if (mode == "WaitAll" && flowchart.Activities.Any(a => upstream.Contains(a.Id) && MayMiss(a, flowchart, graph, upstream, join.Id)))
            {
                source.Warn(join.Path, "A branch into this WaitAll join can die: then the join and all behind it are skipped. Use WaitAllActive.");
            }

            if (flowchart.Connections.Select(c => new FlowEdge(c)).Any(e => !graph.IsForward(e) && upstream.Contains(e.Connection.Target) && IsBranchLoop(e, graph, join.Id)))
            {
                source.Warn(join.Path, "There is a loop inside a branch of this join, which upsets its count. Put the loop into a nested flowchart.");
            }
        }
    }

    /// <summary>The activity has an exit on the way to the join and another that leads past it.</summary>
    private static bool MayMiss(ActivityNode activity, ActivityNode flowchart, FlowGraph graph, IReadOnlySet<string> upstream, string join)
    {
        if (activity.Type is "Elsa.FlowFork" or "Elsa.FlowJoin" or "Elsa.Start")
        {
            return false;
        }

        var outbound = flowchart.Connections.Where(c => c.Source == activity.Id).Select(c => new FlowEdge(c)).Where(graph.IsForward).ToList();
        var ports = outbound.Select(e => e.Connection.SourcePort).Distinct(StringComparer.Ordinal).Count();
        return activity.Type is "Elsa.FlowDecision" or "Elsa.FlowSwitch"
            ? outbound.Exists(e => e.Connection.Target == join || upstream.Contains(e.Connection.Target))
            : ports > 1;
    }

    /// <summary>The loop's stretch does not contain the fork: its target lies behind some branching that also leads to the join otherwise.</summary>
    private static bool IsBranchLoop(FlowEdge back, FlowGraph graph, string join)
    {
        var insideLoop = graph.Upstream(back.Connection.Source).Append(back.Connection.Source).ToHashSet(StringComparer.Ordinal);
        var beforeLoop = graph.Upstream(back.Connection.Target);
        var stretch = insideLoop.Where(id => !beforeLoop.Contains(id)).ToHashSet(StringComparer.Ordinal);
        return graph.InboundForward(join).Any(e => !stretch.Contains(e.Connection.Source) && !graph.Upstream(e.Connection.Source).Contains(back.Connection.Target));
    }
}
