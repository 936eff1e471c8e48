namespace Portal.Web.Features.Packs;

/// <summary>How many packs this process assembles at the same time; configuration key <c>Packs:AtOnce</c>.</summary>
public sealed class PackTurns(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _free = new(atOnce, atOnce);

    /// <returns>A turn, which ends with it; null when none is free.</returns>
    public IDisposable? Take() => _free.Wait(0) ? new Turn(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
