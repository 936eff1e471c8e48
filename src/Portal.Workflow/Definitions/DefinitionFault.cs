namespace Portal.Workflow.Definitions;

/// <summary>Something wrong (or worth a warning) in a definition file.</summary>
/// <param name="Path">Place in the JSON, such as <c>$.root.activities[2].title</c>.</param>
/// <param name="Reason">What is wrong and, where there is one, the way out.</param>
public sealed record DefinitionFault(string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Reason}";
}
