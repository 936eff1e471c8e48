namespace Portal.Web.Workflows;

/// <summary>Configuration section <c>Workflows</c>.</summary>
public sealed class WorkflowOptions
{
    /// <summary>Days for which an event is kept that no case waits for; a year, so that it outlives the round of any assessment.</summary>
    public int KeepEventsDays { get; init; } = 365;

    /// <exception cref="InvalidOperationException">A value makes no sense.</exception>
    public void Check()
    {
        if (KeepEventsDays < 1)
        {
            throw new InvalidOperationException("Configuration Workflows:KeepEventsDays must be at least 1.");
        }
    }
}
