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

        Next(context, PlaceOf(child.Node.Id, context) + 1);
    }

    private static void Next(ActivityContext context, int index)
    {
        if (index >= context.Node.Activities.Count)
        {
            context.Complete();
            return;
        }

        context.Schedule(context.Node.Activities[index]);
    }

    /// <summary>Found by id, so that an instance goes on at the right place in another version of its definition.</summary>
    private static int PlaceOf(string id, ActivityContext context)
    {
        var activities = context.Node.Activities;
        for (var i = 0; i < activities.Count; i++)
        {
            if (activities[i].Id == id)
            {
                return i;
            }
        }

        return activities.Count;
    }
}
