namespace Portal.Web.Files;

/// <summary>Why a file offered as evidence was not taken.</summary>
public enum FileRefusal
{
    /// <summary>It has no content.</summary>
    Empty,

    /// <summary>It is larger than the limit for one file.</summary>
    TooLarge,

    /// <summary>The library that it is meant for may hold no more.</summary>
    OverQuota,

    /// <summary>The disk is full.</summary>
    NoRoom,

    /// <summary>The store does not answer.</summary>
    StoreAway,

    /// <summary>Its kind is not among <see cref="AcceptedTypes"/>.</summary>
    TypeNotAccepted,

    /// <summary>Its content is not what its name says.</summary>
    TypeDisagrees,
}
