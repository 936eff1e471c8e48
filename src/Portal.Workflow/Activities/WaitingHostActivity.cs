using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Activities;

/// <summary>
/// An activity that waits for somebody. Its bookmark carries the evaluated inputs; the resume's input carries the outcome and the outputs.
/// </summary>
internal sealed class WaitingHostActivity(ActivityType type) : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var inputs = HostActivity.Inputs(context, type);
        context.Wait(type.Name, new JsonObject(inputs
            .Where(i => type.Input(i.Key)?.InPayload != false)
            .Select(i => KeyValuePair.Create(Names.Pascal(i.Key), i.Value?.DeepClone()))));
    }

    public override void Resumed(ActivityContext context, Bookmark bookmark) => HostActivity.Finish(context, type);
}
