namespace Portal.Web.Files;

/// <summary>What configuration allows to be stored.</summary>
/// <param name="MostBytes">Of one file; key <c>Files:MostBytes</c>.</param>
/// <param name="MostBytesOfABody">Of all files of one body; key <c>Files:MostBytesOfABody</c>.</param>
public sealed record FileLimits(long MostBytes, long MostBytesOfABody)
{
    /// <summary>1 GB, an hour of filmed meeting.</summary>
    public const long DefaultMostBytes = 1_000_000_000;

    /// <summary>50 GB, several cycles with recordings.</summary>
    public const long DefaultMostBytesOfABody = 50_000_000_000;
}
