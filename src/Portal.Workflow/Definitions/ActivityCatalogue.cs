using System.Diagnostics.CodeAnalysis;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions;

/// <summary>The activity types a definition may use: the built-in ones and those of the host.</summary>
public sealed class ActivityCatalogue
{
    private readonly Dictionary<string, ActivityType> _types;

    private ActivityCatalogue(IEnumerable<ActivityType> types) => _types = types.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The built-in types alone.</summary>
    public static ActivityCatalogue BuiltIn { get; } = new(BuiltInActivities.All);

    /// <summary>All types.</summary>
    public IEnumerable<ActivityType> Types => _types.Values;

    /// <summary>This catalogue with the host's activities.</summary>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public ActivityCatalogue With(params IEnumerable<ActivityType> hostActivities) => new(_types.Values.Concat(hostActivities));

    /// <summary>
    /// This catalogue with a definition that may be used as an activity; its type is the definition's name. Takes the place of another version of it.
    /// </summary>
    /// <exception cref="ArgumentException">The definition may not be used as an activity, or its name is taken.</exception>
    public ActivityCatalogue With(WorkflowDefinition definition) => !definition.UsableAsActivity
        ? throw new ArgumentException($"The definition '{definition.Name}' may not be used as an activity.", nameof(definition))
        : new(_types.Values.Where(t => t.Definition?.DefinitionId != definition.DefinitionId).Append(new ActivityType(definition.Name, ActivityKind.Definition)
        {
            Definition = definition,
            Inputs = [.. definition.Inputs.Select(i => new ActivityInput(Names.Camel(i.Name), i.Type))],
            Outputs = [.. definition.Outputs.Select(o => Names.Camel(o.Name))],
            Outcomes = definition.Outcomes,
        }));

    /// <summary>Finds a type by its case-sensitive name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ActivityType? type) => _types.TryGetValue(name, out type);
}
