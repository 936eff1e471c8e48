namespace Portal.Domain.Packs;

/// <summary>Which pack of a signed version it is.</summary>
public enum PackKind
{
    /// <summary>All that was signed, with all its evidence; there is one.</summary>
    Whole,

    /// <summary>What was added after submission, and not before in another supplement. It changes nothing of the whole pack and numbers nothing in it anew.</summary>
    Supplement,

    /// <summary>The whole pack without what somebody of the body withholds, each time with a reason.</summary>
    Redacted,
}
