using Portal.Workflow.Definitions;

namespace Portal.Workflow.Activities;

/// <summary>The behaviour of each activity type.</summary>
internal sealed class ActivityBehaviours
{
    private static readonly DefinitionActivity Definition = new();

    private readonly Dictionary<string, ActivityBehaviour> _byType;

    public ActivityBehaviours(ActivityCatalogue catalogue)
    {
        _byType = BuiltIn();
        foreach (var type in catalogue.Types.Where(t => t.Kind is ActivityKind.Run or ActivityKind.Wait))
        {
            _byType[type.Name] = type.Kind == ActivityKind.Wait ? new WaitingHostActivity(type) : new HostActivity(type);
        }
    }

    public static IEnumerable<string> BuiltInNames => BuiltIn().Keys;

    /// <remarks>A definition used as an activity is part of the one that uses it, whatever else may be used.</remarks>
    public ActivityBehaviour Of(ActivityNode node) => node.Embedded is not null ? Definition : _byType.GetValueOrDefault(node.Type) ?? Unknown.Instance;

    private static Dictionary<string, ActivityBehaviour> BuiltIn() => new(StringComparer.Ordinal)
    {
        [WorkflowDefinition.EnvelopeType] = new Envelope(),
        ["Elsa.Flowchart"] = new Flowchart(),
        ["Elsa.Sequence"] = new Sequence(),
        ["Elsa.Start"] = new PassThrough(),
        ["Elsa.End"] = new PassThrough(),
        ["Elsa.FlowNode"] = new PassThrough(),
        ["Elsa.Finish"] = new Finish(),
        ["Elsa.Complete"] = new Complete(),
        ["Elsa.FlowDecision"] = new FlowDecision(),
        ["Elsa.FlowSwitch"] = new FlowSwitch(),
        ["Elsa.FlowFork"] = new FlowFork(),
        ["Elsa.FlowJoin"] = new FlowJoin(),
        ["Elsa.If"] = new If(),
        ["Elsa.For"] = new For(),
        ["Elsa.ForEach"] = new ForEach(),
        ["Elsa.ParallelForEach"] = new ParallelForEach(),
        ["Elsa.While"] = new While(),
        ["Elsa.Break"] = new Break(),
        ["Elsa.SetVariable"] = new SetVariable(),
        ["Elsa.SetName"] = new SetName(),
        ["Elsa.Correlate"] = new Correlate(),
        ["Elsa.SetOutput"] = new SetOutput(),
        ["Elsa.RunJavaScript"] = new RunJavaScript(),
        ["Elsa.WriteLine"] = new WriteLine(),
        ["Elsa.Fault"] = new Fault(),
        ["Elsa.Delay"] = new Delay(),
        ["Elsa.Timer"] = new Timer(),
        ["Elsa.StartAt"] = new StartAt(),
        ["Elsa.Fork"] = new Fork(),
        ["Elsa.Parallel"] = new Parallel(),
        ["Elsa.Switch"] = new Switch(),
        ["Elsa.DispatchWorkflow"] = new DispatchWorkflow(alwaysWaits: false),
        ["Elsa.ExecuteWorkflow"] = new DispatchWorkflow(alwaysWaits: true),
        ["Elsa.Event"] = new Event(),
        ["Elsa.PublishEvent"] = new PublishEvent(),
    };
}
