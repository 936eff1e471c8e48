using System.Text.Json;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions;

/// <summary>One activity of a definition with everything inside it.</summary>
public sealed record ActivityNode
{
    /// <summary>Id, unique in its container.</summary>
    public required string Id { get; init; }

    /// <summary>Ids from the root down to this activity, joined by a colon; unique in the definition.</summary>
    public required string NodeId { get; init; }

    /// <summary>Type name, case-sensitive: <c>Elsa.Flowchart</c>, <c>Portal.HumanTask</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the activity type.</summary>
    public int? Version { get; init; }

    /// <summary>Name of the step.</summary>
    public string? Name { get; init; }

    /// <summary>Where the activity stands in the file.</summary>
    public required string Path { get; init; }

    /// <summary>Inputs by camel-case name.</summary>
    public IReadOnlyDictionary<string, InputBinding> Inputs { get; init; } = new Dictionary<string, InputBinding>(StringComparer.Ordinal);

    /// <summary>Outputs by camel-case name, each going to a variable.</summary>
    public IReadOnlyDictionary<string, OutputBinding> Outputs { get; init; } = new Dictionary<string, OutputBinding>(StringComparer.Ordinal);

    /// <summary>Camel-case names of what activities of its type give.</summary>
    internal IReadOnlyList<string> Gives { get; init; } = [];

    /// <summary>Variables this container adds.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>Steps of a container, or branches of a fork, in order.</summary>
    public IReadOnlyList<ActivityNode> Activities { get; init; } = [];

    /// <summary>Single activities in named places: then, else, body, default.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Ports { get; init; } = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);

    /// <summary>Connections of a flowchart, in order.</summary>
    public IReadOnlyList<Connection> Connections { get; init; } = [];

    /// <summary>Cases of a switch, in order.</summary>
    public IReadOnlyList<SwitchCase> Cases { get; init; } = [];

    /// <summary>Variable that SetVariable writes to.</summary>
    public VariableReference? Variable { get; init; }

    /// <summary>Display text and designer positions, as written.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Free properties, as written.</summary>
    public JsonElement? CustomProperties { get; init; }

    /// <summary>Properties this product gives no meaning to; kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>The definition this activity stands for, if its type is a definition used as an activity.</summary>
    public EmbeddedDefinition? Embedded { get; init; }

    /// <summary>The activities directly inside this one.</summary>
    public IEnumerable<ActivityNode> Children =>
        Activities.Concat(Ports.Values).Concat(Cases.Where(c => c.Activity is not null).Select(c => c.Activity!));

    /// <summary>This activity and all inside it, outermost first.</summary>
    public IEnumerable<ActivityNode> SelfAndDescendants() => Children.SelectMany(c => c.SelfAndDescendants()).Prepend(this);

    /// <summary>The functions by which a script reads what it gives; none where its name, run together, is no name of a function.</summary>
    internal IEnumerable<(string Function, string Output)> OutputFunctions() => Names.RunTogether(Name ?? string.Empty) is { Length: > 0 } name
        ? Gives.Select(output => ($"get{Names.Pascal(output)}From{name}", output))
        : [];

    internal IEnumerable<ActivityNode> WithEmbedded() => SelfAndDescendants()
        .SelectMany(a => a.Embedded is { } embedded ? embedded.Envelope.WithEmbedded().Prepend(a) : [a]);

    /// <summary>Value of a property that is neither input nor output, or null.</summary>
    public string? Text(string property) =>
        Unknown.TryGetValue(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
