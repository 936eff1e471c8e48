namespace Portal.Web.Jobs;

/// <summary>Waits that double with each attempt, so that a server in trouble is not asked ever harder.</summary>
public static class GrowingDelay
{
    /// <param name="attempts">Attempts made so far, from 1.</param>
    /// <param name="first">The wait after the first.</param>
    /// <param name="longest">The wait that is never exceeded.</param>
    public static TimeSpan After(int attempts, TimeSpan first, TimeSpan longest)
    {
        var delay = first * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return delay < longest ? delay : longest;
    }
}
