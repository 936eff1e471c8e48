using Portal.Workflow.Engine;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Activities;

/// <summary>Runs its activities along connections, by counting visits.</summary>
internal sealed class Flowchart : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Execution.Flow = new FlowCounts();
        if (FlowGraph.Of(context.Node).Start is { } first)
        {
            context.Schedule(first);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        if (TerminalActivity.Is(child))
        {
            context.Complete(TerminalActivity.Outcomes(context));
            return;
        }

        new FlowchartRouting(context).Completed(child);
    }

    public override void ChildCancelled(ActivityContext context, Ended child) => new FlowchartRouting(context).Cancelled(child);
}
