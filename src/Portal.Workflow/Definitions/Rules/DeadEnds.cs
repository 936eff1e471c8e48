using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>
/// Ways that stop where something should follow: warned about where the case, or the flowchart around, would end without anybody having drawn it so.
/// A stage that is left by an outcome without a connection goes on with what follows the stage; that is no dead end, and neither is one of several branches.
/// </summary>
internal static class DeadEnds
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        var root = definition.Root;
        if (root.Type == "Elsa.Flowchart" && !definition.UsableAsActivity)
        {
            CheckOutcomes(root, source);
        }
        else if (root.Type == "Elsa.Flowchart" && definition.Outcomes is { Count: > 0 } declared && !declared.Contains("Done", StringComparer.Ordinal))
        {
            CheckEnds(root, $"the definition then ends with Done, which is none of its outcomes ({string.Join(", ", declared)}). Lead it to a Complete that names one.", source);
        }

        foreach (var activity in definition.Activities.Where(a => a.Type == "Elsa.Flowchart"))
        {
            Visit(activity, source);
        }
    }

    private static void Visit(ActivityNode flowchart, DefinitionSource source)
    {
        var graph = FlowGraph.Of(flowchart);
        foreach (var fork in flowchart.Activities.Where(a => a.Type == "Elsa.FlowFork"))
        {
            foreach (var branch in Nowhere(fork, graph, source))
            {
                source.Warn(fork.Path, $"The branch '{branch}' of '{fork.Id}' leads nowhere.");
            }
        }

        foreach (var inner in flowchart.Activities.Where(a => a.Type == "Elsa.Flowchart"))
        {
            if (graph.Outbound(inner.Id) is { Count: > 0 } ways && ways.All(w => w.Connection.SourcePort != "Done"))
            {
                CheckEnds(inner, $"'{inner.Id}' then ends with Done, which leads nowhere in '{flowchart.Id}'. Lead it to a Complete that names an outcome.", source);
            }
        }
    }

    /// <summary>Outcomes that lead nowhere of activities that lead on with others.</summary>
    private static void CheckOutcomes(ActivityNode flowchart, DefinitionSource source)
    {
        foreach (var (activity, outcome) in Outcomes(flowchart, source))
        {
            source.Warn(activity.Path, $"With '{outcome}', '{activity.Id}' leads nowhere, and the whole case ends without a sign. Lead it to an End if that is meant.");
        }
    }

    /// <summary>The same, and activities behind which nothing comes.</summary>
    private static void CheckEnds(ActivityNode flowchart, string consequence, DefinitionSource source)
    {
        foreach (var (activity, outcome) in Outcomes(flowchart, source))
        {
            source.Warn(activity.Path, $"With '{outcome}', '{activity.Id}' leads nowhere: {consequence}");
        }

        var graph = FlowGraph.Of(flowchart);
        if (ElsaQuirks.Branches(flowchart, graph))
        {
            return;
        }

        foreach (var last in flowchart.Activities.Where(a => graph.Outbound(a.Id).Count == 0 && a.Type is not ("Elsa.Complete" or "Elsa.Finish" or "Elsa.Fault")))
        {
            source.Warn(last.Path, $"Nothing comes behind '{last.Id}': {consequence}");
        }
    }

    private static IEnumerable<(ActivityNode Activity, string Outcome)> Outcomes(ActivityNode flowchart, DefinitionSource source)
    {
        var graph = FlowGraph.Of(flowchart);
        return ElsaQuirks.Branches(flowchart, graph)
            ? []
            : flowchart.Activities.Where(a => graph.Outbound(a.Id).Any(graph.IsForward)).SelectMany(a => Nowhere(a, graph, source).Select(o => (a, o)));
    }

    /// <summary>The outcomes of an activity from which no connection leads.</summary>
    public static IEnumerable<string> Nowhere(ActivityNode activity, FlowGraph graph, DefinitionSource source) => source.Catalogue.TryFind(activity.Type, out var type)
        ? DeclaredPorts.Of(activity, type).Except(graph.Outbound(activity.Id).Select(e => e.Connection.SourcePort), StringComparer.Ordinal)
        : [];
}
