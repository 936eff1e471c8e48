namespace Portal.Workflow.Engine;

/// <summary>A stored state that this engine cannot read.</summary>
public sealed class StateNotUnderstood : Exception
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
