namespace Portal.Workflow.Engine;

/// <summary>One line of an instance's history.</summary>
/// <param name="Sequence">Position, from 1, over the life of the instance.</param>
/// <param name="At">When (UTC).</param>
/// <param name="ExecutionId">Which execution of the activity.</param>
/// <param name="ActivityId">Which activity.</param>
/// <param name="NodeId">Where the activity stands in the definition.</param>
/// <param name="Type">Type of the activity.</param>
/// <param name="Event">What happened.</param>
/// <param name="Outcomes">Named outcomes it completed with; empty if none were named.</param>
/// <param name="Message">Reason of a fault, or of what somebody decided.</param>
/// <param name="By">Who decided, where somebody did.</param>
public sealed record JournalEntry(
    long Sequence,
    DateTime At,
    string ExecutionId,
    string ActivityId,
    string NodeId,
    string Type,
    JournalEvent Event,
    IReadOnlyList<string> Outcomes,
    string? Message,
    string? By = null);

/// <summary>What can happen to an activity. Names as Elsa writes them.</summary>
public enum JournalEvent
{
    /// <summary>It began.</summary>
    Started,

    /// <summary>It waits.</summary>
    Suspended,

    /// <summary>Its wait is over.</summary>
    Resumed,

    /// <summary>It ended with its outcomes.</summary>
    Completed,

    /// <summary>It was cancelled.</summary>
    Canceled,

    /// <summary>It failed.</summary>
    Faulted,

    /// <summary>It is run again after a fault.</summary>
    Retried,

    /// <summary>It was left behind after a fault, with the outcome named.</summary>
    Skipped,

    /// <summary>The instance was moved to another version of its definition.</summary>
    Migrated,

    /// <summary>Its due time was moved.</summary>
    TimerMoved,

    /// <summary>A variable was corrected from outside.</summary>
    VariableSet,
}
