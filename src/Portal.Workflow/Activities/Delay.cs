using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Waits for a span of time.</summary>
internal sealed class Delay : ActivityBehaviour
{
    public override void Start(ActivityContext context) => WaitFor(context, "timeSpan");

    public static void WaitFor(ActivityContext context, string input)
    {
        var span = context.Input(input, "TimeSpan")?.GetValue<string>() ?? throw new ActivityFailed($"The input '{input}' has no value.");
        DateTime due;
        try
        {
            due = context.At + TimeSpan.Parse(span, CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException beyond)
        {
            throw new ActivityFailed("The wait ends beyond the calendar.", span, beyond);
        }

        context.Wait(context.Node.Type, new JsonObject { ["ResumeAt"] = due }, due);
    }
}
