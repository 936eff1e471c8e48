namespace Portal.Web.Documents.Bags;

/// <summary>The kinds of fault a pack can have.</summary>
public enum BagFaultKind
{
    /// <summary>The ZIP is cut off, has been added to, or its two records of a file disagree.</summary>
    ZipDamaged,

    /// <summary>A name that would be unpacked elsewhere, or not at all on some system.</summary>
    UnsafeName,

    /// <summary>Two files whose names are the same, or the same but for case or Unicode form.</summary>
    DuplicateName,

    /// <summary>A file that is not below the pack's one top-level directory.</summary>
    OutsideBag,

    /// <summary>A file BagIt requires is not there.</summary>
    RequiredFileMissing,

    /// <summary>A tag file breaks the rules of RFC 8493.</summary>
    TagFileInvalid,

    /// <summary>A manifest names a file that is not there.</summary>
    ListedFileMissing,

    /// <summary>A file that no manifest names.</summary>
    UnlistedFile,

    /// <summary>A file whose content is not what its manifest or the ZIP recorded.</summary>
    ContentDiffers,

    /// <summary>The number or size of payload files is not that of Payload-Oxum.</summary>
    OxumDiffers,

    /// <summary>More content than the pack declares; reading stopped.</summary>
    TooMuchContent,
}
