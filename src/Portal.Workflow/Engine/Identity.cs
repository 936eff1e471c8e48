using System.Globalization;

namespace Portal.Workflow.Engine;

/// <summary>Ids counted in the state, under the id of the instance.</summary>
internal static class Identity
{
    public static string Next(StateData data, char kind) => string.Create(CultureInfo.InvariantCulture, $"{data.InstanceId}/{kind}{++data.Counter}");

    public static string Full(string instanceId, char kind, long number) => string.Create(CultureInfo.InvariantCulture, $"{instanceId}/{kind}{number}");

    /// <summary>The number at the end of an id.</summary>
    public static long Number(string id) => long.Parse(id.AsSpan(id.LastIndexOf('/') + 2), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string NextChild(StateData data) => string.Create(CultureInfo.InvariantCulture, $"{data.InstanceId}.{++data.Children}");

    public static bool WasGiven(WorkflowState state, string id, char kind)
    {
        var prefix = state.InstanceId + "/" + kind;
        return id.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= state.Counter;
    }
}
