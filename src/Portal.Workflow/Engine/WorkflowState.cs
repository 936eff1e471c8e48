using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Engine;

/// <summary>An instance at one moment: all the engine needs to go on, as a small versioned JSON document. Immutable.</summary>
public sealed class WorkflowState
{
    /// <summary>Version of the document's form.</summary>
    public const int CurrentSchema = 1;

    private readonly StateData _data;
    private readonly string _json;

    internal WorkflowState(StateData data)
    {
        _data = data;
        _json = JsonSerializer.Serialize(data, StateJson.Options);
    }

    /// <summary>Id of the instance.</summary>
    public string InstanceId => _data.InstanceId;

    /// <summary>Definition it runs on.</summary>
    public string DefinitionId => _data.DefinitionId;

    /// <summary>Version it runs on.</summary>
    public int Version => _data.Version;

    /// <summary>Fingerprint of the definition it runs on.</summary>
    public string ContentHash => _data.ContentHash;

    /// <summary>What it belongs to, in the words of the host.</summary>
    public string? CorrelationId => _data.CorrelationId;

    /// <summary>Its name.</summary>
    public string? Name => _data.Name;

    /// <summary>Instance that waits for it, if any.</summary>
    public string? ParentInstanceId => _data.ParentInstanceId;

    /// <summary>How it stands.</summary>
    public SubStatus SubStatus => _data.SubStatus;

    /// <summary>True if nothing can happen to it any more.</summary>
    public bool IsEnded => SubStatus is SubStatus.Finished or SubStatus.Cancelled or SubStatus.Faulted;

    /// <summary>Open waits, oldest first.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => _data.Bookmarks;

    /// <summary>Failed activities awaiting a decision.</summary>
    public IReadOnlyList<Incident> Incidents => _data.Incidents;

    /// <summary>Execution the host has been asked to carry out and has not answered for.</summary>
    public string? RunningExecutionId => _data.Burst?.Running;

    internal long Counter => _data.Counter;

    internal IReadOnlyList<Execution> Executions => _data.Executions;

    internal IReadOnlyDictionary<string, JsonNode?> Values => _data.Variables;

    /// <summary>What the instance was started with.</summary>
    public JsonObject Input => _data.Input.DeepClone().AsObject();

    /// <summary>What the instance has set as its outputs.</summary>
    public JsonObject Output => _data.Output.DeepClone().AsObject();

    /// <summary>Values of the workflow's own variables, by name.</summary>
    public JsonObject Variables(WorkflowDefinition definition) => new(definition.Variables.Select(v =>
        KeyValuePair.Create(v.Name, _data.Variables.GetValueOrDefault(v.Id)?.DeepClone())));

    /// <summary>Reads a state.</summary>
    /// <exception cref="StateNotUnderstood">The text is no state, or of a form this engine does not know.</exception>
    public static WorkflowState Parse(string json)
    {
        try
        {
            var data = JsonSerializer.Deserialize<StateData>(json, StateJson.Options) ?? throw new StateNotUnderstood("The state is empty.");
            return data.Schema == CurrentSchema
                ? new WorkflowState(data)
                : throw new StateNotUnderstood($"The state has form {data.Schema}; this engine knows form {CurrentSchema}.");
        }
        catch (JsonException unreadable)
        {
            throw new StateNotUnderstood("The state cannot be read: " + unreadable.Message, unreadable);
        }
    }

    /// <summary>The state as text; reading it back gives the same state at any point.</summary>
    public string ToJson() => _json;

    internal StateData Copy() => JsonSerializer.Deserialize<StateData>(_json, StateJson.Options)!;
}
