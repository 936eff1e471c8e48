namespace Portal.Workflow.Engine;

/// <summary>How an instance stands.</summary>
public enum SubStatus
{
    /// <summary>In the middle of a burst: the host has an activity to carry out.</summary>
    Executing,

    /// <summary>Waiting for bookmarks or for a decision about incidents.</summary>
    Suspended,

    /// <summary>At its end.</summary>
    Finished,

    /// <summary>Ended from outside.</summary>
    Cancelled,

    /// <summary>Never reached by this engine, which keeps a failing instance suspended; known because real Elsa has it.</summary>
    Faulted,
}
