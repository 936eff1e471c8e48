using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Shapes that may be drawn but surprise: warned about, with the way out.</summary>
internal static class FlowchartQuirks
{
    /// <summary>Above this many activities in one flowchart nobody has drawn it by hand, and the search is left out.</summary>
    private const int Most = 20_000;

    public static void Check(ActivityNode flowchart, FlowGraph graph, DefinitionSource source)
    {
        var joins = flowchart.Activities.Where(a => a.Type == "Elsa.FlowJoin").ToList();
        if (joins.Count == 0)
        {
            return;
        }

        var choices = flowchart.Activities.Where(a => MayMiss(a, graph, source)).Select(a => a.Id).ToList();
        var loops = flowchart.Connections.Select(c => new FlowEdge(c)).Where(e => !graph.IsForward(e)).ToList();
        if ((loops.Count == 0 && choices.Count == 0) || flowchart.Activities.Count > Most)
        {
            return;
        }

        var ancestry = new Ancestry(graph);
        foreach (var join in joins)
        {
            var mode = ElsaQuirks.Mode(join) ?? "WaitAny";
            if (mode == "WaitAll" && choices.Exists(c => ancestry.Leads(c, join.Id)))
            {
                source.Warn(join.Path, "A branch into this WaitAll join can die: then the join and all behind it are skipped. Use WaitAllActive.");
            }

            if (mode is "WaitAny" or "" && loops.Exists(e => IsBeside(e, ancestry, join.Id)) && ElsaQuirks.Branches(flowchart, graph))
            {
                source.Warn(join.Path, "This WaitAny join does not stop the loop beside it, which has no way to it and goes on for ever. Leave reminders to the human task.");
            }

            if (loops.Exists(e => IsBranchLoop(e, graph, ancestry, join.Id)))
            {
                source.Warn(join.Path, "There is a loop inside a branch of this join, which upsets its count. Put the loop into a nested flowchart.");
            }
        }
    }

    /// <summary>The activity decides between its exits, so that one of them may not be taken.</summary>
    private static bool MayMiss(ActivityNode activity, FlowGraph graph, DefinitionSource source)
    {
        if (activity.Type is "Elsa.FlowFork" or "Elsa.FlowJoin" or "Elsa.Start")
        {
            return false;
        }

        var ports = graph.Outbound(activity.Id).Where(graph.IsForward).Select(e => e.Connection.SourcePort).Distinct(StringComparer.Ordinal).Count();
        return activity.Type is "Elsa.FlowDecision" or "Elsa.FlowSwitch" ? ports > 0 : ports > 1 || (ports == 1 && DeadEnds.Nowhere(activity, graph, source).Any());
    }

    /// <summary>The loop lies neither before the join nor behind it.</summary>
    private static bool IsBeside(FlowEdge back, Ancestry ancestry, string join)
    {
        var to = back.Connection.Target;
        return to != join && !ancestry.Leads(to, join) && !ancestry.Leads(join, to);
    }

    /// <summary>The loop lies before the join, and another way into the join leads past it.</summary>
    private static bool IsBranchLoop(FlowEdge back, FlowGraph graph, Ancestry ancestry, string join)
    {
        var (from, to) = (back.Connection.Source, back.Connection.Target);
        return ancestry.Leads(to, join)
            && graph.InboundForward(join).Any(e => !ancestry.Leads(to, e.Connection.Source) && e.Connection.Source != to && e.Connection.Source != from);
    }
}
