namespace Portal.Domain.Evidence;

/// <summary>What sort of evidence an item is.</summary>
public enum EvidenceKind
{
    /// <summary>Performance figures, a data set, a scorecard.</summary>
    Data,

    /// <summary>An audit of cases or of practice.</summary>
    Audit,

    /// <summary>What children, young people and families said and experienced.</summary>
    VoiceOfChildrenAndFamilies,

    /// <summary>A partner agency's account, such as its section 11 return.</summary>
    Partner,

    /// <summary>A plan, policy, minute, report or other document.</summary>
    Document,
}
