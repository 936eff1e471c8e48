namespace Portal.WebTests.Infrastructure;

/// <summary>Waits for what another thread or process is about to do.</summary>
public static class Eventually
{
    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
