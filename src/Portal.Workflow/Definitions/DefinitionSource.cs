namespace Portal.Workflow.Definitions;

/// <summary>A file being read: the types it may use and what has been found in it.</summary>
internal sealed class DefinitionSource(ActivityCatalogue catalogue, bool allowsUnreachable)
{
    public bool AllowsUnreachable => allowsUnreachable;

    public ActivityCatalogue Catalogue => catalogue;

    public List<DefinitionFault> Faults { get; } = [];

    public List<DefinitionFault> Warnings { get; } = [];

    public void Refuse(string path, string reason) => Faults.Add(new DefinitionFault(path, reason));

    public void Warn(string path, string reason) => Warnings.Add(new DefinitionFault(path, reason));
}
