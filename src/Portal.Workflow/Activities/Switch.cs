using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs the activity of the first case that holds (MatchFirst) or of all that hold (MatchAny); else the default.</summary>
internal sealed class Switch : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var holding = context.Node.Cases.Where(c => context.Holds(c.Condition, c.Label));
        var taken = context.Text("mode") == "MatchAny" ? holding.ToList() : [.. holding.Take(1)];
        IEnumerable<ActivityNode> chosen = taken.Count == 0 && context.Node.Ports.TryGetValue("default", out var otherwise)
            ? [otherwise]
            : taken.Select(c => c.Activity).OfType<ActivityNode>();
        Together.Start(context, [.. chosen]);
    }

    public override void ChildCompleted(ActivityContext context, Ended child) => Together.ChildCompleted(context);

    public override void ChildCancelled(ActivityContext context, Ended child) => Together.ChildCompleted(context);
}
