using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>End, Complete and Break: their container ends with them.</summary>
internal static class TerminalActivity
{
    public const string OutcomesNote = "outcomes";

    public static bool Is(Ended child) => child.Node.Type is "Elsa.End" or "Elsa.Complete" or "Elsa.Break";

    /// <summary>Outcomes a Complete has left with its container; none means Done.</summary>
    public static IReadOnlyList<string> Outcomes(ActivityContext container) =>
        container.Execution.Notes?[OutcomesNote] is System.Text.Json.Nodes.JsonArray list ? [.. list.Select(o => o!.GetValue<string>())] : [];
}
