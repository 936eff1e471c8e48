using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs one of two activities, or none.</summary>
internal sealed class If : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var holds = context.Truth("condition");
        context.SetOutput("result", holds);
        if (context.Node.Ports.TryGetValue(holds ? "then" : "else", out var chosen))
        {
            context.Schedule(chosen);
        }
        else
        {
            context.Complete();
        }
    }
}
