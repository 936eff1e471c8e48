using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Ends its container with outcomes. Carries them to the container, which ends on any terminal activity.</summary>
internal sealed class Complete : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var outcomes = context.Input("outcomes") switch
        {
            JsonArray list => list.Select(o => o?.ToString() ?? string.Empty).ToArray(),
            null => [],
            var single => [single.ToString()],
        };
        if (context.Burst.Find(context.Execution.ParentId) is { } container)
        {
            (container.Notes ??= [])[TerminalActivity.OutcomesNote] = new JsonArray([.. outcomes.Select(o => (JsonNode)o)]);
        }

        context.Complete();
    }
}
