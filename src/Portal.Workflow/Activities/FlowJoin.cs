using Portal.Workflow.Engine;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Activities;

/// <summary>Brings branches together. When it runs is the flowchart's business; once it runs, what is still open upstream of it is cancelled.</summary>
internal sealed class FlowJoin : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        if (context.Burst.Find(context.Execution.ParentId) is { } flowchart && flowchart.Flow is not null)
        {
            new FlowchartRouting(context.Burst.Context(flowchart)).CancelUpstreamOf(context.Node.Id);
        }

        context.Complete();
    }
}
