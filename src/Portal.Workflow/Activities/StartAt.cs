using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Waits until a moment; if that is past, goes on at once.</summary>
internal sealed class StartAt : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var text = context.Input("dateTime", "DateTimeOffset")?.GetValue<string>() ?? throw new ActivityFailed("The input 'dateTime' has no value.");
        var due = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        if (due <= context.At)
        {
            context.Complete();
            return;
        }

        context.Wait(context.Node.Type, new JsonObject { ["ExecuteAt"] = due }, due);
    }
}
