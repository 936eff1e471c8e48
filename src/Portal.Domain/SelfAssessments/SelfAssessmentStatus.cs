namespace Portal.Domain.SelfAssessments;

/// <summary>Where a self-assessment stands. The stage within <see cref="InProgress"/> is the workflow's to tell.</summary>
public enum SelfAssessmentStatus
{
    /// <summary>Answers, evidence and judgements can be written.</summary>
    InProgress,

    /// <summary>A frozen version waits for chair and director; nothing can be written.</summary>
    AwaitingSignatures,

    /// <summary>Signed, locked and receipted.</summary>
    Submitted,

    /// <summary>Ended without submission, with a reason.</summary>
    Withdrawn,
}
