using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Tells waiting instances something; a local event stays in this instance.</summary>
internal sealed class PublishEvent : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var name = context.Text("eventName") ?? throw new ActivityFailed("PublishEvent names no event.");
        context.Burst.Emit(new Effect.EventPublished(name, context.Text("correlationId"), context.Truth("isLocalEvent"), context.Input("payload")));
        context.Complete();
    }
}
