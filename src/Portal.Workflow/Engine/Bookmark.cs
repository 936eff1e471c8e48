using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>An open wait of an instance, to be used once.</summary>
/// <param name="Id">Id, unique over all instances.</param>
/// <param name="ActivityId">Activity that waits.</param>
/// <param name="ExecutionId">Which execution of it.</param>
/// <param name="Name">What it waits for; the activity's type unless the host said otherwise.</param>
/// <param name="Payload">JSON text with the names in Pascal case, as Elsa stores it.</param>
/// <param name="DueAt">Moment (UTC) at which it is to be resumed by the clock, if any.</param>
public sealed record Bookmark(string Id, string ActivityId, string ExecutionId, string Name, string Payload, DateTime? DueAt)
{
    /// <summary>The payload as an object to read from.</summary>
    public JsonElement ReadPayload() => JsonElement.Parse(Payload, StateJson.Reading);

    /// <summary>The same wait, due at another moment; a moment in the payload moves with it.</summary>
    internal Bookmark MovedTo(DateTime dueAt)
    {
        var payload = JsonNode.Parse(Payload, documentOptions: StateJson.Reading);
        foreach (var name in new[] { "ResumeAt", "ExecuteAt" })
        {
            if (payload is JsonObject members && members.ContainsKey(name))
            {
                members[name] = dueAt;
            }
        }

        return this with { DueAt = dueAt, Payload = Text(payload) };
    }

    internal static string Text(JsonNode? payload) => payload?.ToJsonString(StateJson.Options) ?? "null";
}

/// <summary>Why a bookmark went.</summary>
public enum BookmarkEnd
{
    /// <summary>It was used.</summary>
    Burned,

    /// <summary>Its activity was cancelled or the instance ended.</summary>
    Cancelled,
}
