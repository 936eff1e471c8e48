namespace Portal.Web.CommandLine;

/// <summary>The clock of the walkthrough: real seconds, on a day it chooses, so that reminders fall due while one watches.</summary>
internal sealed class WalkthroughClock : TimeProvider
{
    private static readonly TimeOnly Morning = new(10, 0);

    private TimeSpan _ahead;

    public WalkthroughClock() => GoTo(DateOnly.FromDateTime(System.GetUtcNow().UtcDateTime));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    /// <summary>Goes to ten in the morning of a day.</summary>
    public void GoTo(DateOnly day) => _ahead = day.ToDateTime(Morning, DateTimeKind.Utc) - System.GetUtcNow().UtcDateTime;
}
