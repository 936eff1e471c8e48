using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Waits for an event by name. The host finds the bookmark and resumes it with the event's payload as input "payload".</summary>
internal sealed class Event : ActivityBehaviour
{
    public override void Start(ActivityContext context) =>
        context.Wait(context.Node.Type, new JsonObject { ["EventName"] = context.Text("eventName") });

    public override void Resumed(ActivityContext context, Bookmark bookmark)
    {
        context.SetOutput("result", context.BurstInput("payload"));
        context.Complete();
    }
}
