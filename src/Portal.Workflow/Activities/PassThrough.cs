using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Start, End and FlowNode: complete at once; what that means is up to the container.</summary>
internal sealed class PassThrough : ActivityBehaviour
{
    public override void Start(ActivityContext context) => context.Complete();
}
