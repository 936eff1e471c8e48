namespace Portal.Workflow.Definitions;

/// <summary>A definition file that cannot be used, with everything that is wrong with it.</summary>
#pragma warning disable CA1710 // The name says what happened, as all errors of this product do.
public sealed class DefinitionRefused : Exception
#pragma warning restore CA1710
{
    /// <summary>Creates an empty refusal.</summary>
    public DefinitionRefused()
        : this([])
    {
    }

    /// <summary>Creates a refusal with one reason.</summary>
    public DefinitionRefused(string message)
        : this([new DefinitionFault("$", message)])
    {
    }

    /// <summary>Creates a refusal with one reason and its cause.</summary>
    public DefinitionRefused(string message, Exception innerException)
        : base(message, innerException) => Faults = [new DefinitionFault("$", message)];

    /// <summary>Creates a refusal.</summary>
    public DefinitionRefused(IReadOnlyList<DefinitionFault> faults)
        : base("The definition is refused:" + Environment.NewLine + string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>All faults, in the order of the file.</summary>
    public IReadOnlyList<DefinitionFault> Faults { get; }
}
