using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Sets an output of the workflow.</summary>
internal sealed class SetOutput : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var name = context.Text("outputName") ?? throw new ActivityFailed("SetOutput names no output.");
        var value = context.Input("outputValue");
        if (context.Scope.UsedDefinition() is { } user)
        {
            var notes = user.Notes ??= [];
            notes[DefinitionActivity.OutputNote] ??= new JsonObject();
            notes[DefinitionActivity.OutputNote]!.AsObject()[name] = value?.DeepClone();
        }
        else
        {
            context.Burst.Data.Output[name] = value?.DeepClone();
        }

        context.Complete();
    }
}
