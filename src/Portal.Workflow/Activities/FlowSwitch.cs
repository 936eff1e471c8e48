using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Goes the way of the first case that holds (MatchFirst) or of all that hold (MatchAny); else Default.</summary>
internal sealed class FlowSwitch : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var holding = context.Node.Cases.Where(c => context.Holds(c.Condition, c.Label)).Select(c => c.Label);
        var taken = context.Text("mode") == "MatchAny" ? holding.ToArray() : [.. holding.Take(1)];
        context.Complete(taken.Length == 0 ? ["Default"] : taken);
    }
}
