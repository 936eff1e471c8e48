using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>An activity the host carries out: the burst stops and asks for it.</summary>
internal sealed class HostActivity(ActivityType type) : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var inputs = Inputs(context, type);
        context.Burst.Current.Running = context.Execution.Id;
        context.Burst.Emit(new Effect.RunActivity(context.Execution.Id, context.Node.Id, type.Name, inputs));
    }

    public override void Resumed(ActivityContext context, Bookmark bookmark) => Finish(context, type);

    /// <summary>
    /// Ends what waited for somebody outside: the resume's input carries outcome and outputs. Without an outcome it is the first that the
    /// definition, else the type names.
    /// </summary>
    public static void Finish(ActivityContext context, ActivityType type)
    {
        var outcome = context.BurstInput("outcome")?.ToString() is { Length: > 0 } given
            ? given
            : (context.Input("outcomes", "List<String>") as JsonArray)?.FirstOrDefault()?.ToString() ?? (type.Outcomes.Count > 0 ? type.Outcomes[0] : "Done");
        foreach (var output in type.Outputs.Where(o => o is not ("result" or "outcome")))
        {
            context.SetOutput(output, context.BurstInput(output) ?? (output == "when" ? JsonValue.Create(context.At) : null));
        }

        foreach (var output in type.Outputs.Where(o => o is "result" or "outcome"))
        {
            context.SetOutput(output, outcome);
        }

        context.Complete(outcome);
    }

    /// <summary>The evaluated inputs by camel-case name; those without a value are left out.</summary>
    public static JsonObject Inputs(ActivityContext context, ActivityType type)
    {
        var inputs = new JsonObject();
        foreach (var (name, value) in Evaluated(context, type))
        {
            inputs[name] = value;
        }

        return inputs;
    }

    /// <summary>The same, one after the other as they are evaluated.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> Evaluated(ActivityContext context, ActivityType type)
    {
        foreach (var (name, binding) in context.Node.Inputs)
        {
            var declared = type.Input(name);
            var typeName = binding.TypeName.Length == 0 ? declared?.TypeName : binding.TypeName;
            if (context.Input(name, typeName) is { } value)
            {
                yield return (declared?.Name ?? name, value);
            }
        }
    }
}
