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
        var payload = new JsonObject();
        foreach (var (name, value) in HostActivity.Evaluated(context, type))
        {
            if (type.Input(name)?.InPayload != false)
            {
                payload[Names.Pascal(name)] = value;
            }
        }

        context.Wait(type.Name, payload);
    }

    public override void Resumed(ActivityContext context, Bookmark bookmark) => HostActivity.Finish(context, type);
}
