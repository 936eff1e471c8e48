using Portal.Domain.Evidence;

namespace Portal.Domain.Retention;

/// <summary>What has a period of its own in a retention schedule.</summary>
public enum RetainedKind
{
    /// <inheritdoc cref="EvidenceKind.Data"/>
    Data,

    /// <inheritdoc cref="EvidenceKind.Audit"/>
    Audit,

    /// <inheritdoc cref="EvidenceKind.VoiceOfChildrenAndFamilies"/>
    VoiceOfChildrenAndFamilies,

    /// <inheritdoc cref="EvidenceKind.Partner"/>
    Partner,

    /// <inheritdoc cref="EvidenceKind.Document"/>
    Document,

    /// <summary>What a self-assessment that was signed and submitted rests on, whatever its kind.</summary>
    SignedSelfAssessment,
}

/// <summary>The kinds of a schedule as the evidence has them.</summary>
public static class RetainedKinds
{
    public static RetainedKind Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Data => RetainedKind.Data,
        EvidenceKind.Audit => RetainedKind.Audit,
        EvidenceKind.VoiceOfChildrenAndFamilies => RetainedKind.VoiceOfChildrenAndFamilies,
        EvidenceKind.Partner => RetainedKind.Partner,
        EvidenceKind.Document => RetainedKind.Document,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
