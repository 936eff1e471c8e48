using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>The serialised form of an instance. Changed only by a burst, on its own copy.</summary>
internal sealed class StateData
{
    /// <summary>The form it was read from.</summary>
    public int Schema { get; set; } = WorkflowState.CurrentSchema;

    public required string InstanceId { get; set; }

    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string ContentHash { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public string? ParentInstanceId { get; set; }

    public SubStatus SubStatus { get; set; }

    /// <summary>Last number given to an execution, bookmark, incident or id made by an expression.</summary>
    public long Counter { get; set; }

    public long Journal { get; set; }

    /// <summary>Child instances started so far.</summary>
    public int Children { get; set; }

    public JsonObject Input { get; set; } = [];

    public JsonObject Output { get; set; } = [];

    /// <summary>Values of the workflow's own variables, by id.</summary>
    public Dictionary<string, JsonNode?> Variables { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Open executions, in order of creation. Completed and cancelled ones are dropped.</summary>
    public List<Execution> Executions { get; set; } = [];

    public List<WorkItem> Queue { get; set; } = [];

    public List<Bookmark> Bookmarks { get; set; } = [];

    public List<Incident> Incidents { get; set; } = [];

    public BurstData? Burst { get; set; }
}

/// <summary>What lives no longer than one burst.</summary>
internal sealed class BurstData
{
    public JsonObject Input { get; set; } = [];

    public JsonNode? LastResult { get; set; }

    /// <summary>Outputs by activity id.</summary>
    public Dictionary<string, JsonObject> Outputs { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Execution the host is carrying out.</summary>
    public string? Running { get; set; }

    /// <summary>Activities run so far.</summary>
    public int Count { get; set; }
}

internal enum ExecutionStatus
{
    Running,
    Faulted,
}

/// <summary>One open execution of an activity.</summary>
internal sealed class Execution
{
    private long _number;

    public required string Id { get; set; }

    /// <summary>The number at the end of its id.</summary>
    public long Number => _number > 0 ? _number : _number = Identity.Number(Id);

    public required string NodeId { get; set; }

    public string? ParentId { get; set; }

    public ExecutionStatus Status { get; set; }

    /// <summary>Reached over a backward connection.</summary>
    public bool Backward { get; set; }

    /// <summary>A Break inside asked this loop or sequence to stop.</summary>
    public bool Breaking { get; set; }

    /// <summary>Times it has failed and been put off by its retry policy.</summary>
    public int Attempts { get; set; }

    /// <summary>Inputs of the definition this activity stands for.</summary>
    public JsonObject? Inputs { get; set; }

    /// <summary>Variables by id; those of an iteration by name.</summary>
    public Dictionary<string, JsonNode?>? Variables { get; set; }

    /// <summary>Names in <see cref="Variables"/> that stem from an iteration and have no declaration.</summary>
    public List<string>? Iteration { get; set; }

    /// <summary>The behaviour's own notes.</summary>
    public JsonObject? Notes { get; set; }

    public Flowcharts.FlowCounts? Flow { get; set; }

    /// <summary>How many are open or queued directly inside it, and whether it is queued itself. Counted anew for each burst.</summary>
    internal int Inside { get; set; }

    /// <summary>Its open bookmarks. Counted anew for each burst.</summary>
    internal int Waits { get; set; }
}

/// <summary>Work to be done in this burst, first in first out.</summary>
internal sealed class WorkItem
{
    public required string NodeId { get; set; }

    public string? OwnerId { get; set; }

    public bool Backward { get; set; }

    public Dictionary<string, JsonNode?>? Iteration { get; set; }

    /// <summary>Execution to go on with instead of a new one.</summary>
    public string? ExecutionId { get; set; }

    /// <summary>Bookmark that was used, for a resume; null for a retry.</summary>
    public Bookmark? Bookmark { get; set; }

    /// <summary>Who asked for the retry.</summary>
    public string? By { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
