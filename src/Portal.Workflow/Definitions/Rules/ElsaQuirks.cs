using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>What runs here, but fails or goes astray in real Elsa 3.7.1: warned about, so that a definition means the same in both.</summary>
internal static class ElsaQuirks
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        for (var i = 0; i < definition.Inputs.Count; i++)
        {
            if (!definition.Inputs[i].IsStored)
            {
                source.Warn($"$.inputs[{i}]", $"The input '{definition.Inputs[i].Name}' has no instance storage driver: real Elsa loses it at the first wait.");
            }
        }

        Visit(definition.Root, inFlowchart: false, source);
    }

    /// <summary>True if several branches of the flowchart can be under way at once.</summary>
    public static bool Branches(ActivityNode flowchart, FlowGraph graph) => flowchart.Activities.Any(a => a.Type switch
    {
        "Elsa.FlowFork" => graph.Outbound(a.Id).Count > 1,
        "Elsa.FlowSwitch" when Mode(a) == "MatchAny" => graph.Outbound(a.Id).Count > 1,
        _ => graph.Outbound(a.Id).GroupBy(e => e.Connection.SourcePort, StringComparer.Ordinal).Any(port => port.Count() > 1),
    });

    public static string? Mode(ActivityNode activity) => activity.Inputs.TryGetValue("mode", out var given) ? given.Expression.Text : null;

    private static void Visit(ActivityNode activity, bool inFlowchart, DefinitionSource source)
    {
        CheckPlace(activity, source);
        CheckOutcomes(activity, source);
        var isFlowchart = activity.Type == "Elsa.Flowchart";
        if (isFlowchart && inFlowchart)
        {
            foreach (var canceller in Cancellers(activity))
            {
                source.Warn(canceller.Path, Disturbs(canceller.Type));
            }
        }

        if (inFlowchart && activity.Embedded is { } used
            && used.Definition.Activities.Where(a => a.Type == "Elsa.Flowchart").SelectMany(Cancellers).FirstOrDefault() is { } inside)
        {
            source.Warn(activity.Path, $"In '{used.Definition.Name}', at '{inside.Id}': " + Disturbs(inside.Type));
        }

        foreach (var child in activity.Children)
        {
            Visit(child, inFlowchart || isFlowchart, source);
        }
    }

    private static string Disturbs(string type) =>
        $"{type} cancels what is open beside it, in a flowchart inside a flowchart: real Elsa then fails the outer one. Make the outer one a Sequence of stages.";

    /// <summary>The activities of a flowchart with several branches that cancel others when they run.</summary>
    private static IEnumerable<ActivityNode> Cancellers(ActivityNode flowchart)
    {
        var graph = FlowGraph.Of(flowchart);
        var ends = Branches(flowchart, graph);
        return flowchart.Activities.Where(a => a.Type switch
        {
            "Elsa.End" or "Elsa.Complete" => ends,
            "Elsa.FlowJoin" => Mode(a) is (null or "" or "WaitAny") && graph.InboundForward(a.Id).Count > 1,
            "Elsa.Fork" => IsFirstWins(a),
            _ => false,
        });
    }

    private static bool IsFirstWins(ActivityNode fork) => fork.Text("joinMode") == "WaitAny";

    private static void CheckPlace(ActivityNode activity, DefinitionSource source)
    {
        var instead = activity.Type switch
        {
            "Elsa.Fork" when !IsFirstWins(activity) => "FlowFork and FlowJoin",
            "Elsa.Switch" => "FlowSwitch",
            _ => null,
        };
        if (instead is not null && activity.Children.Any(c => c.WithEmbedded().Any(a => MayWait(a, source))))
        {
            source.Warn(activity.Path, $"Something inside this {activity.Type} waits: real Elsa loses its place and fails when it goes on. Use {instead} in a flowchart.");
        }
    }

    private static bool MayWait(ActivityNode activity, DefinitionSource source) => activity.Type switch
    {
        "Elsa.Delay" or "Elsa.Timer" or "Elsa.StartAt" or "Elsa.Event" or "Elsa.ExecuteWorkflow" => true,
        "Elsa.DispatchWorkflow" => activity.Inputs.ContainsKey("waitForCompletion"),
        _ => source.Catalogue.TryFind(activity.Type, out var type) && type.MayWait,
    };

    private static void CheckOutcomes(ActivityNode activity, DefinitionSource source)
    {
        if (activity.Type == "Elsa.Complete" && activity.Inputs.TryGetValue("outcomes", out var outcomes) && outcomes.Expression.Type is ("Object" or "Json"))
        {
            source.Warn(outcomes.Path, "Outcomes given as an Object expression are one text and match no port. Use Literal for one, JavaScript for several.");
        }
    }
}
