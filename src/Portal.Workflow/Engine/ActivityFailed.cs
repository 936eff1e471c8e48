namespace Portal.Workflow.Engine;

/// <summary>An activity could not do what its definition says; becomes an incident, never leaves the engine.</summary>
internal sealed class ActivityFailed(string message, string? detail = null, Exception? innerException = null) : Exception(message, innerException)
{
    public string? Detail { get; } = detail;
}
