using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Waits for its interval, as a step inside a workflow. Starting instances by a timer is refused at reading.</summary>
internal sealed class Timer : ActivityBehaviour
{
    public override void Start(ActivityContext context) => Delay.WaitFor(context, "interval");
}
