using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Engine;

/// <summary>An instance at one moment: all the engine needs to go on, as a small versioned JSON document. Immutable.</summary>
public sealed class WorkflowState
{
    /// <summary>Version of the document's form.</summary>
    public const int CurrentSchema = 2;

    private readonly string _json;
    private StateData? _data;

    internal WorkflowState(StateData data)
        : this(data, StateWriter.Write(data))
    {
    }

    private WorkflowState(StateData data, string json)
    {
        _data = data;
        _json = json;
    }

    /// <summary>Id of the instance.</summary>
    public string InstanceId => Data.InstanceId;

    /// <summary>Definition it runs on.</summary>
    public string DefinitionId => Data.DefinitionId;

    /// <summary>Version it runs on.</summary>
    public int Version => Data.Version;

    /// <summary>Fingerprint of the definition it runs on.</summary>
    public string ContentHash => Data.ContentHash;

    /// <summary>What it belongs to, in the words of the host.</summary>
    public string? CorrelationId => Data.CorrelationId;

    /// <summary>Its name.</summary>
    public string? Name => Data.Name;

    /// <summary>Instance that waits for it, if any.</summary>
    public string? ParentInstanceId => Data.ParentInstanceId;

    /// <summary>How it stands.</summary>
    public SubStatus SubStatus => Data.SubStatus;

    /// <summary>True if nothing can happen to it any more.</summary>
    public bool IsEnded => SubStatus is SubStatus.Finished or SubStatus.Cancelled or SubStatus.Faulted;

    /// <summary>Open waits, oldest first.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => [.. Data.Bookmarks];

    /// <summary>Failed activities awaiting a decision.</summary>
    public IReadOnlyList<Incident> Incidents => [.. Data.Incidents];

    /// <summary>Execution the host has been asked to carry out and has not answered for.</summary>
    public string? RunningExecutionId => Data.Burst?.Running;

    /// <summary>The activities that wait for something, or have failed.</summary>
    public IReadOnlyList<OpenNode> OpenNodes
    {
        get
        {
            var failed = Data.Incidents.Select(i => i.ExecutionId).ToHashSet(StringComparer.Ordinal);
            var waiting = Data.Bookmarks.Select(b => b.ExecutionId).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. Data.Executions
                    .Where(e => failed.Contains(e.Id) || waiting.Contains(e.Id))
                    .Select(e => new OpenNode(e.NodeId, failed.Contains(e.Id))),
            ];
        }
    }

    /// <summary>The open wait of this id, or null.</summary>
    public Bookmark? Bookmark(string id) => Data.Bookmarks.Find(b => b.Id == id);

    internal long Counter => Data.Counter;

    internal IReadOnlyList<Execution> Executions => Data.Executions;

    internal IReadOnlyDictionary<string, JsonNode?> Values => Data.Variables;

    /// <summary>What the instance was started with.</summary>
    public JsonObject Input => Data.Input.DeepClone().AsObject();

    /// <summary>What the instance has set as its outputs.</summary>
    public JsonObject Output => Data.Output.DeepClone().AsObject();

    /// <summary>Values of the workflow's own variables, by name.</summary>
    public JsonObject Variables(WorkflowDefinition definition) => new(definition.Variables.Select(v =>
        KeyValuePair.Create(v.Name, Data.Variables.GetValueOrDefault(v.Id)?.DeepClone())));

    /// <summary>What is read from; made anew from the text if a burst has taken it.</summary>
    private StateData Data => _data ?? (_data = StateReader.Read(_json));

    /// <summary>Reads a state.</summary>
    /// <exception cref="StateNotUnderstood">The text is no state, or of a form this engine does not know.</exception>
    public static WorkflowState Parse(string json)
    {
        var current = StateReader.InCurrentForm(json);
        return new WorkflowState(StateReader.Read(current), current);
    }

    /// <summary>The state as text; reading it back gives the same state at any point.</summary>
    public string ToJson() => _json;

    /// <summary>Data for a burst to change. This state keeps its text and can be asked as before.</summary>
    internal StateData Take() => Interlocked.Exchange(ref _data, null) ?? StateReader.Read(_json);
}
