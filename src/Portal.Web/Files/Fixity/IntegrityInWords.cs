using Portal.Domain.Evidence;

namespace Portal.Web.Files.Fixity;

/// <summary>What people read for the integrity of a file, and which of it is harm.</summary>
public static class IntegrityInWords
{
    public static IQueryable<StoredFile> Harmed(this IQueryable<StoredFile> files) =>
        files.Kept().Where(f => f.Integrity == FileIntegrity.Missing || f.Integrity == FileIntegrity.Changed || f.Integrity == FileIntegrity.Unreadable);

    /// <summary>Files that something still holds. The absence of the others is no loss.</summary>
    public static IQueryable<StoredFile> Kept(this IQueryable<StoredFile> files) => files.Where(f => f.DisposedAt == null);

    /// <summary>The others.</summary>
    public static IQueryable<StoredFile> Unharmed(this IQueryable<StoredFile> files) => files.Where(f => f.Integrity == FileIntegrity.Whole || f.Integrity == FileIntegrity.NotChecked);

    public static bool IsHarmed(this FileIntegrity integrity) => integrity is FileIntegrity.Missing or FileIntegrity.Changed or FileIntegrity.Unreadable;

    public static string Words(this FileIntegrity integrity) => integrity switch
    {
        FileIntegrity.NotChecked => "Not read again yet",
        FileIntegrity.Whole => "Whole",
        FileIntegrity.Missing => "Missing from the store",
        FileIntegrity.Changed => "Changed in the store",
        FileIntegrity.Unreadable => "Cannot be read",
        _ => throw new ArgumentOutOfRangeException(nameof(integrity), integrity, null),
    };

    public static string Colour(this FileIntegrity integrity) => integrity.IsHarmed() ? "red" : integrity == FileIntegrity.Whole ? "green" : "grey";
}
