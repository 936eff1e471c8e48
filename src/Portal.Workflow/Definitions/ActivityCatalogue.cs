using System.Diagnostics.CodeAnalysis;

namespace Portal.Workflow.Definitions;

/// <summary>The activity types a definition may use: the built-in ones and those of the host.</summary>
public sealed class ActivityCatalogue
{
    private readonly Dictionary<string, ActivityType> _types;

    private readonly Dictionary<(string Name, int Version), ActivityType> _versions;

    private ActivityCatalogue(IEnumerable<ActivityType> types, Dictionary<(string Name, int Version), ActivityType>? versions = null)
    {
        _types = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        _versions = versions ?? [];
    }

    /// <summary>The built-in types alone.</summary>
    public static ActivityCatalogue BuiltIn { get; } = new(BuiltInActivities.All);

    /// <summary>All types.</summary>
    public IEnumerable<ActivityType> Types => _types.Values;

    /// <summary>This catalogue with the host's activities.</summary>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public ActivityCatalogue With(params IEnumerable<ActivityType> hostActivities) => new(_types.Values.Concat(hostActivities), _versions);

    /// <summary>
    /// This catalogue with a definition that may be used as an activity; its type is the definition's name. Takes the place of the same version of it: an
    /// activity says which version it stands for, and the newest stands for one that does not.
    /// </summary>
    /// <exception cref="ArgumentException">The definition may not be used as an activity.</exception>
    /// <exception cref="DefinitionRefused">Its name is that of another activity.</exception>
    public ActivityCatalogue With(WorkflowDefinition definition)
    {
        if (!definition.UsableAsActivity)
        {
            throw new ArgumentException($"The definition '{definition.Name}' may not be used as an activity.", nameof(definition));
        }

        if (_types.TryGetValue(definition.Name, out var named) && named.Definition?.DefinitionId != definition.DefinitionId)
        {
            throw new DefinitionRefused($"The definition '{definition.DefinitionId}' cannot be used as an activity: its name '{definition.Name}' is that of another.");
        }

        var type = ActivityType.Of(definition);
        var versions = new Dictionary<(string, int), ActivityType>(_versions) { [(definition.Name, definition.Version)] = type };
        return new ActivityCatalogue(
            _types.Values.Where(t => t.Name != definition.Name).Append(named?.Definition?.Version > definition.Version ? named : type), versions);
    }

    /// <summary>Finds a type by its case-sensitive name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ActivityType? type) => _types.TryGetValue(name, out type);

    /// <summary>Finds the type that an activity of this name and version stands for.</summary>
    public bool TryFind(string name, int? version, [NotNullWhen(true)] out ActivityType? type) =>
        _types.TryGetValue(name, out type) && (type.Kind != ActivityKind.Definition || version is null || _versions.TryGetValue((name, version.Value), out type));
}
