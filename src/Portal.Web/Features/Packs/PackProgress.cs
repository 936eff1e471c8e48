using Microsoft.EntityFrameworkCore;
using Portal.Domain.Packs;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Packs;

/// <summary>
/// Writes how far a pack is to its row, no more often than the page asks for it, because each time is waited for until it is on the disk. Learns in the same
/// statement that somebody stopped it.
/// </summary>
/// <exception cref="PackStopped">Somebody stopped it.</exception>
internal sealed class PackProgress(PortalDbContext db, EvidencePack pack, TimeProvider clock) : IProgress<long>, IProgress<int>
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private long _recordedAt = clock.GetTimestamp();
    private PackStage _recorded = pack.Stage;

    /// <summary>Bytes of payload that were written.</summary>
    void IProgress<long>.Report(long value)
    {
        pack.Progress(value);
        Record();
    }

    /// <summary>Items of evidence whose pages are ready.</summary>
    void IProgress<int>.Report(int value)
    {
        pack.ItemDone(value);
        Record();
    }

    private void Record()
    {
        if (_recorded == pack.Stage && clock.GetElapsedTime(_recordedAt) < _pause)
        {
            return;
        }

        RequireGoingOn();
    }

    /// <summary>Writes how far it is now.</summary>
    /// <exception cref="PackStopped">Somebody stopped it, or another run goes on.</exception>
    public void RequireGoingOn()
    {
        var recorded = db.Packs.Where(p => p.Id == pack.Id && p.State == PackState.Assembling && p.Runs == pack.Runs).ExecuteUpdate(
            set => set.SetProperty(p => p.BytesDone, pack.BytesDone).SetProperty(p => p.BytesTotal, pack.BytesTotal).SetProperty(p => p.ItemsDone, pack.ItemsDone).SetProperty(p => p.Stage, pack.Stage));
        if (recorded == 0)
        {
            throw new PackStopped();
        }

        (_recorded, _recordedAt) = (pack.Stage, clock.GetTimestamp());
    }
}
