using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class Sequence : ActivityBehaviour
{
    public override void Start(ActivityContext context) => Next(context, 0);

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        if (TerminalActivity.Is(child) || context.Execution.Breaking)
        {
            context.Complete(TerminalActivity.Outcomes(context));
            return;
        }

        Next(context, context.Notes["next"]!.GetValue<int>());
    }

    private static void Next(ActivityContext context, int index)
    {
        if (index >= context.Node.Activities.Count)
        {
            context.Complete();
            return;
        }

        context.Notes["next"] = index + 1;
        context.Schedule(context.Node.Activities[index]);
    }
}
