namespace Portal.Domain.Evidence;

/// <summary>Whether the bytes of a stored file are still those that were stored.</summary>
public enum FileIntegrity
{
    /// <summary>Hashed while it was stored, and not looked at since.</summary>
    NotChecked,

    /// <summary>Its bytes gave its hash when they were last read.</summary>
    Whole,

    /// <summary>The store does not have it.</summary>
    Missing,

    /// <summary>Its bytes give another hash.</summary>
    Changed,

    /// <summary>The store has it and cannot read it to its end.</summary>
    Unreadable,
}
