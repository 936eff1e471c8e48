using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>Something that happens to an instance. Carries the moment it happened (UTC) and any id the instance needs.</summary>
public abstract record Signal(DateTime At)
{
    /// <summary>Starts an instance; the state handed in must be null.</summary>
    public sealed record Start(DateTime At, string InstanceId, string? CorrelationId = null, JsonObject? Input = null, string? Name = null, string? ParentInstanceId = null)
        : Signal(At);

    /// <summary>Uses an open bookmark. The input is visible to all that runs until the next suspension.</summary>
    public sealed record Resume(DateTime At, string BookmarkId, JsonObject? Input = null) : Signal(At);

    /// <summary>The host has carried out an activity it was asked for. No outcomes means Done.</summary>
    public sealed record ActivityCompleted(DateTime At, string ExecutionId, IReadOnlyList<string>? Outcomes = null, JsonObject? Outputs = null)
        : Signal(At);

    /// <summary>The host could not carry out an activity it was asked for: an incident.</summary>
    public sealed record ActivityFaulted(DateTime At, string ExecutionId, string Message) : Signal(At);

    /// <summary>The host has begun an activity it was asked for and will resume it later (a job, an outside system).</summary>
    public sealed record ActivityWaits(DateTime At, string ExecutionId, string? BookmarkName = null, JsonNode? Payload = null, DateTime? DueAt = null)
        : Signal(At);

    /// <summary>Ends the instance as cancelled; what is open is cancelled with it.</summary>
    public sealed record Cancel(DateTime At, string? Reason = null, string? By = null) : Signal(At);

    /// <summary>
    /// Moves the instance to the version of its definition that is handed in. Not taken (Mismatch) if an open activity has no place there;
    /// <see cref="Migration.WorkflowMigration"/> says which and why.
    /// </summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="NewIds">New ids of renamed activities, by old activity id or old node id.</param>
    /// <param name="By">Who decided.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Migrate(DateTime At, IReadOnlyDictionary<string, string>? NewIds = null, string? By = null, string? Reason = null) : Signal(At);

    /// <summary>Runs the activity of an incident again.</summary>
    public sealed record RetryIncident(DateTime At, string IncidentId, string? By = null, string? Reason = null) : Signal(At);

    /// <summary>Leaves the activity of an incident behind as if it had completed with this outcome.</summary>
    public sealed record SkipIncident(DateTime At, string IncidentId, string Outcome = "Done", string? By = null, string? Reason = null) : Signal(At);

    /// <summary>
    /// Gives the activity of an incident up: its branch ends there. A container that cannot go on without it is cancelled too, at the last the instance.
    /// </summary>
    public sealed record CancelIncident(DateTime At, string IncidentId, string? By = null, string? Reason = null) : Signal(At);

    /// <summary>Moves the moment at which a bookmark is due. Not taken (Mismatch) if the bookmark is none of the clock's.</summary>
    public sealed record MoveTimer(DateTime At, string BookmarkId, DateTime DueAt, string? By = null, string? Reason = null) : Signal(At);

    /// <summary>Corrects a variable of the workflow. Not taken (Mismatch) if there is none of this id or the value does not fit it.</summary>
    public sealed record SetVariable(DateTime At, string VariableId, JsonNode? Value, string? By = null, string? Reason = null) : Signal(At);
}
