namespace Portal.Domain.SelfAssessments;

/// <summary>How papers of a self-assessment are marked (Government Security Classifications Policy, 2023). Sensitive is a marking on official, not a tier of its own.</summary>
public enum SecurityMarking
{
    /// <summary>Ordinary business of a public body.</summary>
    Official,

    /// <summary>For those who need to know.</summary>
    OfficialSensitive,
}
