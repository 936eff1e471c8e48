using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>One version of a workflow definition: the process as data, in the format of Elsa Workflows 3 (as 3.7.1 exports it).</summary>
public sealed record WorkflowDefinition
{
    /// <summary>Node id and activity id of the envelope that carries the workflow's own variables; the format leaves it unnamed.</summary>
    public const string EnvelopeId = "Workflow1";

    /// <summary>Type the envelope is journalled under.</summary>
    public const string EnvelopeType = "Elsa.Workflow";

    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string ActivityId, string Output)> _outputFunctions = new(StringComparer.Ordinal);
    private readonly ActivityNode _root = null!;

    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>Id shared by all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Name people see.</summary>
    public required string Name { get; init; }

    /// <summary>What the process is for.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Version, from 1 upwards.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 (hexadecimal, lower case) of the canonical text: keys sorted, no white space. Layout does not change it, content does, and so
    /// does the content of a definition it uses as an activity.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Variables of the whole workflow.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>What an instance is given when it starts.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs { get; init; } = [];

    /// <summary>What an instance leaves behind.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs { get; init; } = [];

    /// <summary>Ports of the definition when it is used as an activity.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>True if other definitions may use this one as an activity.</summary>
    public bool UsableAsActivity { get; init; }

    /// <summary>When a case of it may begin.</summary>
    public ActivationStrategy Activation { get; init; }

    /// <summary>Free properties of the definition.</summary>
    public JsonElement? CustomProperties { get; init; }

    /// <summary>Options as written (incident strategy and the like).</summary>
    public JsonElement? Options { get; init; }

    /// <summary>The activity the workflow consists of.</summary>
    public required ActivityNode Root
    {
        get => _root;
        init
        {
            _root = value;
            Envelope = new ActivityNode
            {
                Id = EnvelopeId,
                NodeId = EnvelopeId,
                Type = EnvelopeType,
                Path = "$",
                Ports = new Dictionary<string, ActivityNode>(StringComparer.Ordinal) { ["root"] = value },
            };
            _nodes.Clear();
            foreach (var node in value.WithEmbedded())
            {
                _nodes[node.NodeId] = node;
            }

            _outputFunctions.Clear();
            foreach (var node in value.SelfAndDescendants())
            {
                foreach (var (function, output) in node.OutputFunctions())
                {
                    _outputFunctions[function] = (node.Id, output);
                }
            }
        }
    }

    /// <summary>Envelope properties this product gives no meaning to; kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>What is allowed here but would surprise a reader, or behave differently in real Elsa.</summary>
    public IReadOnlyList<DefinitionFault> Warnings { get; init; } = [];

    /// <summary>The workflow as an activity around its root; the format leaves it out.</summary>
    internal ActivityNode Envelope { get; private init; } = null!;

    /// <summary>All activities, outermost first.</summary>
    public IEnumerable<ActivityNode> Activities => Root.SelfAndDescendants();

    /// <summary>What activities with a name give, by the function a script reads it with: <c>getResultFromAskTheChair</c>.</summary>
    internal IReadOnlyDictionary<string, (string ActivityId, string Output)> OutputFunctions => _outputFunctions;

    /// <summary>The activity at this node id, or null.</summary>
    public ActivityNode? Find(string nodeId) => _nodes.GetValueOrDefault(nodeId);
}
