namespace Portal.Web.Files.Fixity;

/// <summary>Configuration section <c>Fixity</c>: at what pace stored files are read again.</summary>
public sealed class FixityOptions
{
    /// <summary>When a round begins, as a cron expression in UK time; by default every half hour.</summary>
    public string Cron { get; init; } = "7,37 * * * *";

    /// <summary>Most files of one round.</summary>
    public int FilesPerRound { get; init; } = 500;

    /// <summary>A round ends with the file that passes this: by default 5 GB, which a disk reads in a minute or two.</summary>
    public long BytesPerRound { get; init; } = 5_000_000_000;

    /// <summary>A file found whole is left alone for so long. Files that were not are looked at in every round.</summary>
    public int DaysBetween { get; init; } = 30;

    /// <summary>Content that belongs to nothing is deleted once it has lain so long.</summary>
    public int OrphanDays { get; init; } = 7;

    /// <exception cref="InvalidOperationException">A figure makes no sense.</exception>
    public FixityOptions Checked() => FilesPerRound > 0 && BytesPerRound > 0 && DaysBetween >= 0 && OrphanDays >= 1
        ? this : throw new InvalidOperationException("Configuration Fixity: figures must be greater than nought, and OrphanDays at least 1.");
}
