using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>The workflow itself: runs its root and ends the instance with it.</summary>
internal sealed class Envelope : ActivityBehaviour
{
    public override void Start(ActivityContext context) => context.Schedule(context.Node.Ports["root"]);

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        context.Complete(child.Outcomes);
        if (context.Execution.ParentId is null)
        {
            context.Burst.EndInstance(SubStatus.Finished);
        }
    }

    public override void ChildCancelled(ActivityContext context, Ended child)
    {
        if (context.Execution.ParentId is null)
        {
            context.Burst.CancelInstance(reason: null, by: null);
        }
        else
        {
            base.ChildCancelled(context, child);
        }
    }
}
