using System.Text.Json.Nodes;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Activities;

/// <summary>A definition used as an activity: runs inside the instance with inputs, variables and outputs of its own; its outcomes are the ports.</summary>
internal sealed class DefinitionActivity : ActivityBehaviour
{
    public const string OutputNote = "output";

    public override void Start(ActivityContext context)
    {
        var embedded = context.Node.Embedded!;
        var given = HostActivity.Inputs(context, embedded.Type);
        context.Execution.Inputs = new JsonObject(embedded.Definition.Inputs
            .Select(i => KeyValuePair.Create(i.Name, given[Names.Camel(i.Name)]?.DeepClone())));
        context.Schedule(embedded.Envelope);
    }

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        context.SetOutputs(context.Notes[OutputNote]?.AsObject() ?? []);
        context.Complete(child.Outcomes);
    }
}
