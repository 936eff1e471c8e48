namespace Portal.Domain.Evidence;

/// <summary>What is known about whether a file can harm whoever opens it.</summary>
public enum FileSafety
{
    /// <summary>Nobody has looked yet. It stays in quarantine until the scanner has answered.</summary>
    Waiting,

    /// <summary>The scanner looked at the whole of it and found nothing.</summary>
    Clean,

    /// <summary>The scanner knows what it carries. It stays in quarantine.</summary>
    Infected,

    /// <summary>The scanner could not look into it, or not into all of it. It stays in quarantine.</summary>
    Unscannable,

    /// <summary>This installation runs without a scanner because its configuration says so.</summary>
    NotScanned,
}

/// <summary>What follows from how safe a file is known to be.</summary>
public static class Quarantine
{
    /// <summary>True while nobody may open the file, and no pack may hold it.</summary>
    public static bool Holds(FileSafety safety) => safety is not (FileSafety.Clean or FileSafety.NotScanned);

    /// <summary>True where waiting does not help: the file has to be replaced.</summary>
    public static bool IsFinal(FileSafety safety) => safety is FileSafety.Infected or FileSafety.Unscannable;
}
