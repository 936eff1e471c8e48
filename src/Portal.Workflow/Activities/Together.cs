using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Several activities at once, counted until the last has ended; one that was cancelled counts as ended.</summary>
internal static class Together
{
    public static void Start(ActivityContext context, IReadOnlyList<ActivityNode> activities)
    {
        context.Notes["open"] = activities.Count;
        foreach (var activity in activities)
        {
            context.Schedule(activity);
        }

        if (activities.Count == 0)
        {
            context.Complete();
        }
    }

    public static void ChildCompleted(ActivityContext context)
    {
        var open = context.Notes["open"]!.GetValue<int>() - 1;
        context.Notes["open"] = open;
        if (open == 0)
        {
            context.Complete();
        }
    }
}
