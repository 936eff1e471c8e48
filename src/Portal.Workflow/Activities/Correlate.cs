using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Says what the instance belongs to.</summary>
internal sealed class Correlate : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Burst.Data.CorrelationId = context.Text("correlationId");
        context.Complete();
    }
}
