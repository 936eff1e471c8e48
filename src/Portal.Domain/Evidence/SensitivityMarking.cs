namespace Portal.Domain.Evidence;

/// <summary>How sensitive a document is said to be: the two markings of the government security classifications that a board meets.</summary>
public enum SensitivityMarking
{
    Official,

    OfficialSensitive,
}
