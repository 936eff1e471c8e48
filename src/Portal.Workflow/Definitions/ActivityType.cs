using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions;

/// <summary>Who carries an activity out.</summary>
public enum ActivityKind
{
    /// <summary>The engine itself.</summary>
    BuiltIn,

    /// <summary>The host: the engine asks for it with an effect and goes on when it is told the result.</summary>
    Run,

    /// <summary>Somebody outside: the engine makes a bookmark with the inputs as payload and goes on when it is resumed.</summary>
    Wait,

    /// <summary>The engine, by running another definition inside the instance.</summary>
    Definition,
}

/// <summary>An input of an activity type.</summary>
/// <param name="Name">Camel-case name.</param>
/// <param name="TypeName">Type alias it is converted to, unless the definition names another.</param>
/// <param name="InPayload">False keeps it out of the bookmark's payload.</param>
/// <param name="Required">True if a definition must give it.</param>
/// <param name="NamesPort">True if its value is a port beside those that the input <c>outcomes</c> lists.</param>
public sealed record ActivityInput(string Name, string TypeName = "Object", bool InPayload = true, bool Required = false, bool NamesPort = false);

/// <summary>What the engine and the reader know of an activity type.</summary>
public sealed record ActivityType(string Name, ActivityKind Kind)
{
    /// <summary>True if the process can come to rest in it: always for kind Wait, and for what the host carries out and may put off.</summary>
    public bool MayWait { get; init; } = Kind == ActivityKind.Wait;

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<ActivityInput> Inputs { get; init; } = [];

    /// <summary>Camel-case names of its outputs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Its ports; empty if they depend on its inputs.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Names of places for a single inner activity.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Name of the list of inner activities, or null.</summary>
    public string? ActivityList { get; init; }

    /// <summary>The definition the type stands for, for kind Definition.</summary>
    public WorkflowDefinition? Definition { get; init; }

    /// <summary>The type of a definition used as an activity.</summary>
    internal static ActivityType Of(WorkflowDefinition definition) => new(definition.Name, ActivityKind.Definition)
    {
        Definition = definition,
        Inputs = [.. definition.Inputs.Select(i => new ActivityInput(Names.Camel(i.Name), i.Type))],
        Outputs = [.. definition.Outputs.Select(o => Names.Camel(o.Name))],
        Outcomes = definition.Outcomes,
    };

    /// <summary>The input of this name, or null.</summary>
    public ActivityInput? Input(string name) => Inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
}
