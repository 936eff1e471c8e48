using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;

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

    /// <summary>The host resumes what it has put off; what it gives are the outputs, and the outcome by name.</summary>
    public override void Resumed(ActivityContext context, Bookmark bookmark)
    {
        foreach (var output in type.Outputs)
        {
            context.SetOutput(Names.Camel(output), context.BurstInput(output));
        }

        context.Complete(context.BurstInput("outcome")?.ToString() is { Length: > 0 } outcome ? [outcome] : []);
    }

    /// <summary>The evaluated inputs by camel-case name; those without a value are left out.</summary>
    public static JsonObject Inputs(ActivityContext context, ActivityType type)
    {
        var inputs = new JsonObject();
        foreach (var (name, binding) in context.Node.Inputs)
        {
            var declared = type.Input(name);
            var typeName = binding.TypeName.Length == 0 ? declared?.TypeName : binding.TypeName;
            if (context.Input(name, typeName) is { } value)
            {
                inputs[declared?.Name ?? name] = value;
            }
        }

        return inputs;
    }
}
