using System.Globalization;

namespace Portal.Workflow.Engine;

/// <summary>Ids counted in the state, under the id of the instance.</summary>
internal static class Identity
{
    public static string Next(StateData data, char kind) => string.Create(CultureInfo.InvariantCulture, $"{data.InstanceId}/{kind}{++data.Counter}");

    public static string NextChild(StateData data) => string.Create(CultureInfo.InvariantCulture, $"{data.InstanceId}.{++data.Children}");

    public static bool WasGiven(WorkflowState state, string id, char kind)
    {
        var prefix = state.InstanceId + "/" + kind;
        return id.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= state.Counter;
    }
}
