using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Engine;

/// <summary>
/// How often a failed activity is tried again before it becomes an incident, and after how long. Written in the activity's custom properties:
/// <c>"retry": { "times": 3, "after": "00:05:00", "factor": 2 }</c>; each wait is the one before times the factor.
/// </summary>
internal sealed record RetryPolicy(int Times, TimeSpan After, double Factor)
{
    /// <summary>Name of the bookmark that waits for the next attempt.</summary>
    public const string BookmarkName = "Portal.Retry";

    public const string Property = "retry";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The policy of an activity, or null if it has none or one that cannot be read.</summary>
    public static RetryPolicy? Of(ActivityNode node) =>
        Find(node) is { } given && Fault(given) is null
            ? new RetryPolicy(given.GetProperty("times").GetInt32(), Span(given)!.Value, Number(given, "factor") ?? 1)
            : null;

    public static JsonElement? Find(ActivityNode node) =>
        node.CustomProperties is { ValueKind: JsonValueKind.Object } custom && custom.TryGetProperty(Property, out var given) ? given : null;

    /// <summary>Why a policy cannot be read, or null.</summary>
    public static string? Fault(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return "A retry policy is an object with 'times' and 'after'.";
        }

        if (!given.TryGetProperty("times", out var times) || times.ValueKind != JsonValueKind.Number || !times.TryGetInt32(out var number) || number is < 1 or > 100)
        {
            return "'times' says how often to try again: a whole number from 1 to 100.";
        }

        if (Span(given) is not { } span || span <= TimeSpan.Zero || span > Longest)
        {
            return "'after' says how long to wait, such as \"00:05:00\": at most 30 days.";
        }

        return given.TryGetProperty("factor", out _) && Number(given, "factor") is null or < 1 or > 10
            ? "'factor' says by how much each wait is longer than the one before: from 1 to 10."
            : null;
    }

    public static JsonObject Payload(int attempt, string message) => new() { ["Attempt"] = attempt, ["Message"] = message };

    /// <summary>When to try again after this many failures that were put off before; null if that is enough.</summary>
    public DateTime? NextAttempt(int attempts, DateTime at)
    {
        if (attempts >= Times)
        {
            return null;
        }

        var seconds = Math.Min(After.TotalSeconds * Math.Pow(Factor, attempts), Longest.TotalSeconds);
        return at + TimeSpan.FromSeconds(Math.Min(seconds, Math.Floor((DateTime.MaxValue - at).TotalSeconds)));
    }

    private static TimeSpan? Span(JsonElement given) =>
        given.TryGetProperty("after", out var after) && after.ValueKind == JsonValueKind.String
        && TimeSpan.TryParse(after.GetString(), CultureInfo.InvariantCulture, out var span) ? span : null;

    private static double? Number(JsonElement given, string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
