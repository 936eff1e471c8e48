using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Goes all its branches at once.</summary>
internal sealed class FlowFork : ActivityBehaviour
{
    public override void Start(ActivityContext context) =>
        context.Complete(context.Input("branches", "List<String>") is JsonArray branches ? [.. branches.Select(b => b?.ToString() ?? string.Empty)] : ["Done"]);
}
