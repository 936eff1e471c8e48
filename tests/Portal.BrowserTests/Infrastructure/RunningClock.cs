namespace Portal.BrowserTests.Infrastructure;

/// <summary>A clock that goes as fast as any other but began on a Tuesday morning, so that mails go out whenever the tests run.</summary>
internal sealed class RunningClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2015, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private readonly long _began = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => Start + TimeProvider.System.GetElapsedTime(_began);
}
