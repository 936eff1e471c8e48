namespace Portal.Workflow.Definitions;

/// <summary>The activity types of Elsa that the engine carries out itself.</summary>
internal static class BuiltInActivities
{
    private static ActivityInput[] ChildInputs =>
    [
        new("workflowDefinitionId", "String", Required: true), new("correlationId", "String"), new("input", "ObjectDictionary"),
        new("waitForCompletion", "Boolean"), new("channelName", "String"),
    ];

    public static IReadOnlyList<ActivityType> All { get; } =
    [
        Type("Elsa.Flowchart") with { ActivityList = "activities" },
        Type("Elsa.Sequence") with { ActivityList = "activities", Outcomes = ["Done"] },
        Type("Elsa.Start") with { Outcomes = ["Done"] },
        Type("Elsa.End"),
        Type("Elsa.Finish"),
        Type("Elsa.Complete", new ActivityInput("outcomes")),
        Type("Elsa.FlowNode") with { Outcomes = ["Done"] },
        Type("Elsa.FlowDecision", new ActivityInput("condition", "Boolean")) with { Outcomes = ["True", "False"] },
        Type("Elsa.FlowSwitch", new ActivityInput("mode", "String")),
        Type("Elsa.FlowFork", new ActivityInput("branches", "List<String>")),
        Type("Elsa.FlowJoin", new ActivityInput("mode", "String")) with { Outcomes = ["Done"] },
        Type("Elsa.If", new ActivityInput("condition", "Boolean")) with { Ports = ["then", "else"], Outputs = ["result"], Outcomes = ["Done"] },
        Type("Elsa.For", new ActivityInput("start", "Int32"), new ActivityInput("end", "Int32"), new ActivityInput("step", "Int32"),
            new ActivityInput("outerBoundInclusive", "Boolean")) with { Ports = ["body"], Outputs = ["currentValue"], Outcomes = ["Done"] },
        Type("Elsa.ForEach", new ActivityInput("items", "List<Object>", Required: true))
            with { Ports = ["body"], Outputs = ["currentValue"], Outcomes = ["Done"] },
        Type("Elsa.ParallelForEach", new ActivityInput("items", "List<Object>", Required: true)) with { Ports = ["body"], Outcomes = ["Done"] },
        Type("Elsa.While", new ActivityInput("condition", "Boolean")) with { Ports = ["body"], Outcomes = ["Done"] },
        Type("Elsa.Fork") with { ActivityList = "branches", Outcomes = ["Done"] },
        Type("Elsa.Parallel") with { ActivityList = "activities", Outcomes = ["Done"] },
        Type("Elsa.Switch", new ActivityInput("mode", "String")) with { Ports = ["default"], Outcomes = ["Done"] },
        Type("Elsa.DispatchWorkflow", ChildInputs) with { Outputs = ["result"], Outcomes = ["Done"] },
        Type("Elsa.ExecuteWorkflow", ChildInputs) with { Outputs = ["result"], Outcomes = ["Done"] },
        Type("Elsa.Break") with { Outcomes = ["Done"] },
        Type("Elsa.SetVariable", new ActivityInput("value")) with { Outcomes = ["Done"] },
        Type("Elsa.SetName", new ActivityInput("value", "String")) with { Outcomes = ["Done"] },
        Type("Elsa.Correlate", new ActivityInput("correlationId", "String")) with { Outcomes = ["Done"] },
        Type("Elsa.SetOutput", new ActivityInput("outputName", "String", Required: true), new ActivityInput("outputValue")) with { Outcomes = ["Done"] },
        Type("Elsa.RunJavaScript", new ActivityInput("script", "String", Required: true), new ActivityInput("possibleOutcomes", "List<String>"))
            with { Outputs = ["result"] },
        Type("Elsa.WriteLine", new ActivityInput("text", "String")) with { Outcomes = ["Done"] },
        Type("Elsa.Fault", new ActivityInput("code", "String"), new ActivityInput("category", "String"), new ActivityInput("faultType", "String"),
            new ActivityInput("message", "String")),
        Type("Elsa.Delay", new ActivityInput("timeSpan", "TimeSpan", Required: true)) with { Outcomes = ["Done"] },
        Type("Elsa.Timer", new ActivityInput("interval", "TimeSpan", Required: true)) with { Outcomes = ["Done"] },
        Type("Elsa.StartAt", new ActivityInput("dateTime", "DateTimeOffset", Required: true)) with { Outcomes = ["Done"] },
        Type("Elsa.Event", new ActivityInput("eventName", "String", Required: true)) with { Outputs = ["result"], Outcomes = ["Done"] },
        Type("Elsa.PublishEvent", new ActivityInput("eventName", "String", Required: true), new ActivityInput("correlationId", "String"),
            new ActivityInput("isLocalEvent", "Boolean"), new ActivityInput("payload")) with { Outcomes = ["Done"] },
    ];

    private static ActivityType Type(string name, params ActivityInput[] inputs) => new(name, ActivityKind.BuiltIn) { Inputs = inputs };
}
