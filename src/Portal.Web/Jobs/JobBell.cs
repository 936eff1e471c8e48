namespace Portal.Web.Jobs;

/// <summary>
/// Wakes the pump of this process when work has been written, so that nobody waits for the next look. A lost ring costs seconds, never
/// work: the rows are the truth.
/// </summary>
public sealed class JobBell : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly Lock gate = new();
    private HashSet<string> recurring = [];

    /// <summary>Says that requested work may be due.</summary>
    public void Ring()
    {
        lock (gate)
        {
            Wake();
        }
    }

    /// <summary>Asks for a recurring job to be run now.</summary>
    public void Ring(string recurringJob)
    {
        lock (gate)
        {
            recurring.Add(recurringJob);
            Wake();
        }
    }

    /// <summary>Waits for a ring, at most so long.</summary>
    /// <returns>The recurring jobs asked for since the last wait.</returns>
    public async Task<IReadOnlyCollection<string>> WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await signal.WaitAsync(atMost, ct);
        lock (gate)
        {
            var asked = recurring;
            recurring = [];
            return asked;
        }
    }

    public void Dispose() => signal.Dispose();

    private void Wake()
    {
        if (signal.CurrentCount == 0)
        {
            signal.Release();
        }
    }
}
