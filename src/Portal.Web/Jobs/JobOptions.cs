namespace Portal.Web.Jobs;

/// <summary>Configuration section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>Whether this process does background work: runs the Hangfire server, hands out requests and keeps the recurring jobs.</summary>
    public bool RunServer { get; init; } = true;

    /// <summary>Pieces of work done at the same time by this process.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Seconds between looks for due work where nobody rings the bell.</summary>
    public int PollSeconds { get; init; } = 3;

    /// <summary>Seconds after which work that nobody renews counts as abandoned; it is renewed at a third of this.</summary>
    public int LeaseSeconds { get; init; } = 60;

    /// <summary>Runs after which failing work is given up.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Seconds before the second run; each further wait is twice as long.</summary>
    public int FirstRetrySeconds { get; init; } = 30;

    /// <summary>Seconds beyond which the wait grows no more.</summary>
    public int LongestRetrySeconds { get; init; } = 3600;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>How long to wait after this many runs.</summary>
    public TimeSpan RetryDelay(int attempts) =>
        GrowingDelay.After(attempts, TimeSpan.FromSeconds(FirstRetrySeconds), TimeSpan.FromSeconds(LongestRetrySeconds));

    /// <exception cref="InvalidOperationException">A value makes no sense.</exception>
    public void Check()
    {
        if (Workers < 1 || PollSeconds < 1 || LeaseSeconds < 3 || MaxAttempts < 1 || FirstRetrySeconds < 1 || LongestRetrySeconds < FirstRetrySeconds)
        {
            throw new InvalidOperationException(
                "Configuration section Jobs: Workers, PollSeconds, MaxAttempts and FirstRetrySeconds must be at least 1, LeaseSeconds at least 3, "
                + "LongestRetrySeconds at least FirstRetrySeconds.");
        }
    }
}
