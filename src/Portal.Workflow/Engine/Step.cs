namespace Portal.Workflow.Engine;

/// <summary>What a signal led to.</summary>
/// <param name="State">State after the signal; the same as before if it was not accepted.</param>
/// <param name="Effects">What the host has to do, in order.</param>
/// <param name="Acceptance">Whether the signal was taken, and if not why.</param>
public sealed record Step(WorkflowState State, IReadOnlyList<Effect> Effects, Acceptance Acceptance = Acceptance.Accepted)
{
    /// <summary>True if the signal changed the instance.</summary>
    public bool IsAccepted => Acceptance == Acceptance.Accepted;

    /// <summary>The lines it adds to the instance's history.</summary>
    public IEnumerable<JournalEntry> Journal => Effects.OfType<Effect.JournalWritten>().Select(w => w.Entry);

    /// <summary>The activity the host has to carry out now, or null.</summary>
    public Effect.RunActivity? ToRun => Effects.Count > 0 ? Effects[^1] as Effect.RunActivity : null;
}

/// <summary>Whether a signal was taken.</summary>
public enum Acceptance
{
    /// <summary>It was.</summary>
    Accepted,

    /// <summary>The bookmark (or incident) existed and was used or cancelled before.</summary>
    AlreadyUsed,

    /// <summary>The instance never had this bookmark, execution or incident.</summary>
    Unknown,

    /// <summary>The instance is over.</summary>
    Ended,

    /// <summary>The host has not yet answered for the activity it was asked to carry out.</summary>
    Busy,

    /// <summary>The instance has been started already, or the definition is not the one it runs on.</summary>
    Mismatch,
}
