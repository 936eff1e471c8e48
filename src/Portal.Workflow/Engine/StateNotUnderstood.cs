namespace Portal.Workflow.Engine;

/// <summary>A stored state that this engine cannot read.</summary>
#pragma warning disable CA1710 // The name says what happened, as all errors of this product do.
public sealed class StateNotUnderstood : Exception
#pragma warning restore CA1710
{
    /// <summary>Creates the error.</summary>
    public StateNotUnderstood()
    {
    }

    /// <summary>Creates the error with its reason.</summary>
    public StateNotUnderstood(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its reason and cause.</summary>
    public StateNotUnderstood(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
