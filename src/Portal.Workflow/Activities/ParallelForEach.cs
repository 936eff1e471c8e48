using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its body for all items at once and completes with the last of them.</summary>
internal sealed class ParallelForEach : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var items = ForEach.Items(context);
        if (items.Count == 0 || !context.Node.Ports.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Notes["open"] = items.Count;
        for (var index = 0; index < items.Count; index++)
        {
            context.Schedule(body, iteration: ForEach.Iteration(index, items[index]));
        }
    }

    public override void ChildCompleted(ActivityContext context, Ended child) => Together.ChildCompleted(context);

    public override void ChildCancelled(ActivityContext context, Ended child) => Together.ChildCompleted(context);
}
