namespace Portal.Workflow.Definitions;

/// <summary>A file being read: the types it may use and what has been found in it.</summary>
internal sealed class DefinitionSource(ActivityCatalogue catalogue, bool isLenient)
{
    public ActivityCatalogue Catalogue => catalogue;

    public List<DefinitionFault> Faults { get; } = [];

    public List<DefinitionFault> Warnings { get; } = [];

    public void Refuse(string path, string reason) => Faults.Add(new DefinitionFault(path, reason));

    /// <summary>A fault that real Elsa does not mind before it gets there, if ever.</summary>
    public void RefuseUnlessLenient(string path, string reason) => (isLenient ? Warnings : Faults).Add(new DefinitionFault(path, reason));

    public void Warn(string path, string reason) => Warnings.Add(new DefinitionFault(path, reason));
}
