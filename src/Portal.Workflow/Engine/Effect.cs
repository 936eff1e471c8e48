using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>Something the host has to do or to keep because of a step, in this order and in one transaction with the state.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Carry out an activity and signal back: ActivityCompleted, ActivityFaulted or ActivityWaits. Always the last effect of a step.</summary>
    public sealed record RunActivity(string ExecutionId, string ActivityId, string Type, JsonObject Inputs) : Effect;

    /// <summary>A wait began.</summary>
    public sealed record BookmarkCreated(Bookmark Bookmark) : Effect;

    /// <summary>A wait goes on under the same id, with another due time or another activity id.</summary>
    public sealed record BookmarkChanged(Bookmark Bookmark) : Effect;

    /// <summary>A wait is over.</summary>
    public sealed record BookmarkRemoved(Bookmark Bookmark, BookmarkEnd Reason) : Effect;

    /// <summary>A line of the instance's history.</summary>
    public sealed record JournalWritten(JournalEntry Entry) : Effect;

    /// <summary>An activity failed; the instance waits for a decision.</summary>
    public sealed record IncidentOpened(Incident Incident) : Effect;

    /// <summary>An incident goes on under the same id, with another activity id.</summary>
    public sealed record IncidentChanged(Incident Incident) : Effect;

    /// <summary>An incident was retried, skipped or cancelled.</summary>
    public sealed record IncidentClosed(Incident Incident) : Effect;

    /// <summary>The instance tells other instances something.</summary>
    public sealed record EventPublished(string EventName, string? CorrelationId, bool IsLocal, JsonNode? Payload) : Effect;

    /// <summary>
    /// Start another workflow under the id given. If this instance waits for it, its bookmark is to be resumed at the child's end with the inputs
    /// "output" and "subStatus".
    /// </summary>
    public sealed record StartChild(string ExecutionId, string InstanceId, string DefinitionId, string? CorrelationId, JsonObject Input, bool Waits)
        : Effect;

    /// <summary>Cancel a child instance: nobody waits for it any more.</summary>
    public sealed record CancelChild(string InstanceId) : Effect;

    /// <summary>A line written by WriteLine.</summary>
    public sealed record LineWritten(string Text) : Effect;

    /// <summary>The instance is over: Finished or Cancelled.</summary>
    public sealed record InstanceEnded(SubStatus SubStatus) : Effect;
}
