using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Writes a line, for whoever watches.</summary>
internal sealed class WriteLine : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Burst.Emit(new Effect.LineWritten(context.Text("text") ?? string.Empty));
        context.Complete();
    }
}
