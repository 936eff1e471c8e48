namespace Portal.Web.Files;

/// <summary>What configuration allows to be stored.</summary>
/// <param name="MostBytes">Of one file; key <c>Files:MostBytes</c>.</param>
/// <param name="MostBytesOfABody">Of all files of one body; key <c>Files:MostBytesOfABody</c>.</param>
/// <param name="MostBytesOfAPart">Of what a browser sends in one request of an upload; key <c>Files:MostBytesOfAPart</c>.</param>
public sealed record FileLimits(long MostBytes, long MostBytesOfABody, long MostBytesOfAPart)
{
    /// <summary>1 GB, an hour of filmed meeting.</summary>
    public const long DefaultMostBytes = 1_000_000_000;

    /// <summary>50 GB, several cycles with recordings.</summary>
    public const long DefaultMostBytesOfABody = 50_000_000_000;

    /// <summary>50 MB, less than proxies in front of a portal usually let through.</summary>
    public const long DefaultMostBytesOfAPart = 50_000_000;
}
