namespace Portal.Domain.Packs;

/// <summary>How far the assembly of a pack has come.</summary>
public enum PackState
{
    Queued,
    Assembling,
    Complete,
    Failed,

    /// <summary>Somebody of the body stopped it; it goes on when somebody says so.</summary>
    Stopped,
}

/// <summary>What is being done while a pack is assembled.</summary>
public enum PackStage
{
    /// <summary>Pages are made of each item of evidence.</summary>
    Pages,

    /// <summary>The pages are bound into one PDF.</summary>
    Binding,

    /// <summary>All files are written into the pack.</summary>
    Writing,
}
