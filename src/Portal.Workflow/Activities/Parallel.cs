using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its activities at once and completes with the last of them.</summary>
internal sealed class Parallel : ActivityBehaviour
{
    public override void Start(ActivityContext context) => Together.Start(context, context.Node.Activities);

    public override void ChildCompleted(ActivityContext context, Ended child) => Together.ChildCompleted(context);

    public override void ChildCancelled(ActivityContext context, Ended child) => Together.ChildCompleted(context);
}
