using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its body as long as the condition holds, looked at anew before each round.</summary>
internal sealed class While : ActivityBehaviour
{
    public override void Start(ActivityContext context) => Round(context);

    public override void ChildCompleted(ActivityContext context, Ended child) => Round(context);

    private static void Round(ActivityContext context)
    {
        if (!context.Execution.Breaking && context.Truth("condition") && context.Node.Ports.TryGetValue("body", out var body))
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }
}
