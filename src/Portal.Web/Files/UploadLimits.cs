namespace Portal.Web.Files;

/// <summary>What one upload form may hold. The limit of a single file is <see cref="FileLimits.DefaultMostBytes"/>, or as configured.</summary>
public static class UploadLimits
{
    /// <summary>Most bytes of all files of one form: 2 GB, twenty files of the 100 MB that the portal promises to take.</summary>
    public const long MostBytes = 2_000_000_000;

    /// <summary>Most files in one form; each becomes an item that a person has to describe.</summary>
    public const int MostFiles = 100;

    /// <summary>Most text fields in one form: those of the page, and one for each file received before.</summary>
    public const int MostFields = 300;

    /// <summary>Most bytes of one text field.</summary>
    public const int MostFieldBytes = 64 * 1024;
}
