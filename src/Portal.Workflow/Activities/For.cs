using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its body for each number from start to end; the bounds are those of the first round.</summary>
internal sealed class For : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Notes["start"] = Number(context, "start", 0);
        context.Notes["end"] = Number(context, "end", 0);
        context.Notes["step"] = Number(context, "step", 1);
        context.Notes["inclusive"] = context.Truth("outerBoundInclusive", otherwise: true);
        if (context.Notes["step"]!.GetValue<long>() == 0)
        {
            throw new ActivityFailed("The step of a For must not be zero.");
        }

        Round(context, context.Notes["start"]!.GetValue<long>());
    }

    public override void ChildCompleted(ActivityContext context, Ended child)
    {
        var step = Math.Abs(context.Notes["step"]!.GetValue<long>());
        Round(context, context.Notes["value"]!.GetValue<long>() + (Rises(context) ? step : -step));
    }

    private static bool Rises(ActivityContext context) => context.Notes["end"]!.GetValue<long>() >= context.Notes["start"]!.GetValue<long>();

    private static void Round(ActivityContext context, long value)
    {
        var left = context.Notes["end"]!.GetValue<long>() - value;
        var reach = Rises(context) ? left : -left;
        var within = context.Notes["inclusive"]!.GetValue<bool>() ? reach >= 0 : reach > 0;
        if (!within || context.Execution.Breaking || !context.Node.Ports.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Notes["value"] = value;
        context.SetOutput("currentValue", value);
        context.Schedule(body, iteration: new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["CurrentValue"] = value });
    }

    private static long Number(ActivityContext context, string name, long otherwise) => context.Input(name, "Int64")?.GetValue<long>() ?? otherwise;
}
