using Portal.Domain.Common;

namespace Portal.Domain.Evidence;

/// <summary>A file kept once, whoever uploads it and however often.</summary>
public sealed class StoredFile : IVersioned
{
    /// <summary>Longest signature or reason that is kept, in characters.</summary>
    public const int LongestNote = 300;

    /// <summary>Digits at the beginning of the hash that tell files apart to those who may not know the whole of it: 96 bits.</summary>
    public const int CodeLength = 24;

    private StoredFile()
    {
    }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits; the file's identity.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Media type found in the content itself.</summary>
    public string ContentType { get; private set; } = "";

    public DateTime StoredAt { get; private set; }

    /// <summary>Hostile until proven clean.</summary>
    public FileSafety Safety { get; private set; }

    /// <summary>The name of what was found, or why the file could not be scanned.</summary>
    public string? SafetyNote { get; private set; }

    /// <summary>When <see cref="Safety"/> was found out; null while the file waits.</summary>
    public DateTime? SafetyFoundAt { get; private set; }

    /// <summary>How often the scanner was asked; each asking is background work of its own.</summary>
    public int Scan { get; private set; }

    /// <summary>Whether its bytes are still those that were stored, when last looked.</summary>
    public FileIntegrity Integrity { get; private set; }

    /// <summary>When its content was last read to its end to see that; null when never.</summary>
    public DateTime? CheckedAt { get; private set; }

    /// <summary>Since when <see cref="Integrity"/> stands as it does.</summary>
    public DateTime? IntegritySince { get; private set; }

    /// <summary>How often a library took it; raised each time, so that nobody takes what is being removed.</summary>
    public int Taken { get; private set; }

    /// <summary>Since when nothing holds it any more, and it is to leave the store; null while something does.</summary>
    public DateTime? DisposedAt { get; private set; }

    /// <summary>When its content had left the store.</summary>
    public DateTime? GoneAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>True while nobody may open it, and no pack may hold it.</summary>
    public bool IsQuarantined => Quarantine.Holds(Safety);

    public static StoredFile Of(string sha256, long size, string contentType, DateTime at) => new()
    {
        Sha256 = sha256,
        Size = size,
        ContentType = contentType,
        StoredAt = at,
    };

    /// <summary>Lets the file wait for the scanner, whatever was known of it.</summary>
    /// <returns>The number of this asking.</returns>
    public int AskForScan()
    {
        (Safety, SafetyNote, SafetyFoundAt) = (FileSafety.Waiting, null, null);
        return ++Scan;
    }

    /// <summary>A library takes it.</summary>
    /// <returns>True where nothing held it any more: it is as new, and has to be scanned and read again.</returns>
    public bool Take(DateTime at)
    {
        Taken++;
        if (DisposedAt is null)
        {
            return false;
        }

        (DisposedAt, GoneAt, StoredAt) = (null, null, at);
        (Integrity, CheckedAt, IntegritySince) = (FileIntegrity.NotChecked, null, null);
        return true;
    }

    /// <summary>Nothing holds it any more. A scan that was asked for is void.</summary>
    public void DisposeOf(DateTime at)
    {
        DisposedAt = at;
        Scan++;
    }

    /// <summary>Its content has left the store.</summary>
    public void Gone(DateTime at) => GoneAt = at;

    /// <summary>Writes down what reading the content again has shown.</summary>
    /// <returns>True where that is news: it is not as it was, or whole again.</returns>
    public bool Look(FileIntegrity found, DateTime at)
    {
        var before = Integrity;
        CheckedAt = at;
        if (found == before)
        {
            return false;
        }

        (Integrity, IntegritySince) = (found, at);
        return found != FileIntegrity.Whole || before != FileIntegrity.NotChecked;
    }

    /// <summary>Writes down what was found out about a file that waits.</summary>
    /// <param name="safety">Anything but waiting.</param>
    /// <param name="note">What was found, or why nothing could be.</param>
    /// <param name="at">When, in UTC.</param>
    public void Found(FileSafety safety, string? note, DateTime at)
    {
        if (Safety != FileSafety.Waiting || safety == FileSafety.Waiting)
        {
            throw new RuleBroken("stored-file.not-waiting", "What is known about this file was found out before.");
        }

        var kept = note is { Length: > LongestNote } ? note[..LongestNote] : note;
        (Safety, SafetyNote, SafetyFoundAt) = (safety, kept, at);
    }
}
