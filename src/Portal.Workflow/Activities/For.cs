using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>
/// Runs its body for each number from start to end; the sign of the step says in which direction, the bounds are those of the first round.
/// </summary>
internal sealed class For : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Notes["end"] = Number(context, "end", 0);
        context.Notes["step"] = Number(context, "step", 1);
        context.Notes["inclusive"] = context.Truth("outerBoundInclusive", otherwise: true);
        if (context.Notes["step"]!.GetValue<long>() == 0)
        {
            throw new ActivityFailed("The step of a For must not be zero.");
        }

        Round(context, Number(context, "start", 0));
    }

    public override void ChildCompleted(ActivityContext context, Ended child) =>
        Round(context, context.Notes["value"]!.GetValue<long>() + context.Notes["step"]!.GetValue<long>());

    private static void Round(ActivityContext context, long value)
    {
        var end = context.Notes["end"]!.GetValue<long>();
        var left = context.Notes["step"]!.GetValue<long>() > 0 ? end - value : value - end;
        var within = context.Notes["inclusive"]!.GetValue<bool>() ? left >= 0 : left > 0;
        if (!within || context.Execution.Breaking || !context.Node.Ports.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Notes["value"] = value;
        context.SetOutput("currentValue", value);
        context.Schedule(body, iteration: new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["CurrentValue"] = value });
    }

    private static long Number(ActivityContext context, string name, long otherwise) => context.Input(name, "Int32")?.GetValue<long>() ?? otherwise;
}
