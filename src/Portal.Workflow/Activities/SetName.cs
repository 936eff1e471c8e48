using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Names the instance.</summary>
internal sealed class SetName : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Burst.Data.Name = context.Text("value");
        context.Complete();
    }
}
