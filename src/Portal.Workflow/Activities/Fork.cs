using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its branches at once; completes with all of them or, in mode WaitAny, with the first, cancelling the others.</summary>
internal sealed class Fork : ActivityBehaviour
{
    public override void Start(ActivityContext context) => Together.Start(context, context.Node.Activities);

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        if (context.Node.Text("joinMode") == "WaitAny" || context.Execution.Breaking)
        {
            context.Complete();
            return;
        }

        Together.ChildCompleted(context);
    }

    public override void ChildCancelled(ActivityContext context, Ended child) => Together.ChildCompleted(context);
}
