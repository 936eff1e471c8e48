namespace Portal.WebTests.Infrastructure;

/// <summary>Things done by several people at the same moment.</summary>
public static class AtOnce
{
    /// <summary>Begins all on threads of their own at one signal, and waits for the last.</summary>
    /// <returns>What each ended with; null where nothing went wrong.</returns>
    public static async Task<IReadOnlyList<Exception?>> DoAsync(params Func<Task>[] acts)
    {
        using var together = new Barrier(acts.Length);
        return await Task.WhenAll(acts.Select(act => Task.Factory.StartNew(
            async () =>
            {
                together.SignalAndWait();
                return await Record.ExceptionAsync(() => act());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
