using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Portal.Web.Persistence.Writing;

/// <summary>
/// Lets the units of work of this process write to the SQLite file one after another, in the order in which they came, waiting without a
/// thread. SQLite itself lets one write at a time, but leaves the others to sleep and try again, which is slow and lets some wait for
/// seconds. Its own lock still decides between processes, and over anything that does not pass here.
/// </summary>
public sealed class WriteTurns : IDisposable
{
    /// <summary>As long as SQLite itself would be asked again; whoever has waited so long goes on and lets SQLite decide.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For the end of a transaction, where EF Core hands over the transaction and nothing else.</summary>
    private static readonly ConditionalWeakTable<DbTransaction, IDisposable> _ofTransactions = [];

    private readonly SemaphoreSlim _free = new(1, 1);

    public async Task<IDisposable> TakeAsync(CancellationToken ct) => new Turn(await _free.WaitAsync(Patience, ct) ? _free : null);

    public IDisposable Take() => new Turn(_free.Wait(Patience) ? _free : null);

    public void Dispose() => _free.Dispose();

    internal static void Give(DbTransaction transaction, IDisposable turn) => _ofTransactions.Add(transaction, turn);

    internal static void End(DbTransaction transaction)
    {
        if (_ofTransactions.TryGetValue(transaction, out var turn))
        {
            turn.Dispose();
        }
    }

    private sealed class Turn(SemaphoreSlim? taken) : IDisposable
    {
        private SemaphoreSlim? _taken = taken;

        public void Dispose() => Interlocked.Exchange(ref _taken, null)?.Release();
    }
}
