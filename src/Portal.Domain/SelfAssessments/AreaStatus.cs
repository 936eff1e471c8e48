namespace Portal.Domain.SelfAssessments;

/// <summary>Where one judgement with its criteria stands between whoever leads it and those who run the self-assessment.</summary>
public enum AreaStatus
{
    /// <summary>It is being written.</summary>
    InProgress,

    /// <summary>Whoever leads it has handed it to those who run the assessment.</summary>
    Submitted,

    /// <summary>It was sent back with reasons.</summary>
    ChangesRequested,

    /// <summary>Those who run the assessment stand by it.</summary>
    Agreed,
}
