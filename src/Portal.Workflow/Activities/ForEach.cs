using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Runs its body for each item, one after the other; the items are those of the start.</summary>
internal sealed class ForEach : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Notes["items"] = Items(context);
        Round(context, 0);
    }

    public override void ChildCompleted(ActivityContext context, Ended child) => Round(context, context.Notes["index"]!.GetValue<int>() + 1);

    /// <summary>The items input as a list; a text that holds a JSON list is read.</summary>
    public static JsonArray Items(ActivityContext context) => context.Input("items", "List<Object>") as JsonArray ?? [];

    /// <summary>What the body of an iteration sees.</summary>
    public static Dictionary<string, JsonNode?> Iteration(int index, JsonNode? value) =>
        new(StringComparer.Ordinal) { ["CurrentIndex"] = index, ["CurrentValue"] = value?.DeepClone() };

    private static void Round(ActivityContext context, int index)
    {
        var items = context.Notes["items"]!.AsArray();
        if (index >= items.Count || context.Execution.Breaking || !context.Node.Ports.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Notes["index"] = index;
        context.SetOutput("currentValue", items[index]);
        context.Schedule(body, iteration: Iteration(index, items[index]));
    }
}
