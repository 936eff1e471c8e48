using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>Those who run the self-assessment stop its pack and let it go on.</summary>
public sealed class StopPack(PortalDbContext db, PackStore packs, JobQueue jobs, CurrentPerson me, AuditTrail audit)
{
    /// <exception cref="RuleBroken">It is complete or stopped already.</exception>
    public Task StopAsync(Id<EvidencePack> id, CancellationToken ct) => ChangeAsync(id, "pack-stopped", pack => pack.Stop(), ct);

    /// <exception cref="RuleBroken">It was not stopped.</exception>
    public Task GoOnAsync(Id<EvidencePack> id, CancellationToken ct) => ChangeAsync(id, "pack-goes-on", pack =>
    {
        pack.GoOn();
        jobs.Request(AssemblePackJob.Kind, AssemblePackJob.SubjectOf(pack));
    }, ct);

    /// <summary>Gives up a supplement or a redacted pack that was stopped: what it was to hold can go into another.</summary>
    /// <returns>The whole pack beside which it stood.</returns>
    /// <exception cref="RuleBroken">It is the whole pack, or was not stopped.</exception>
    public Task<Id<EvidencePack>> GiveUpAsync(Id<EvidencePack> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var pack = await db.Packs.Include(p => p.Late).Where(p => p.Id == id).FirstOr404Async(ct);
        Require(pack);
        pack.RequireMayBeGivenUp();
        (await db.Redactions.FirstOrDefaultAsync(r => r.PackId == id, ct))?.GiveUpPack();
        db.Packs.Remove(pack);
        audit.Record(pack.BodyId, "pack-given-up", id, PackWords.NameOf(pack.Kind, pack.Number));
        await db.SaveChangesAsync(ct);
        packs.Forget(pack);
        return await db.Packs.Whole().Where(p => p.FrozenVersionId == pack.FrozenVersionId).Select(p => p.Id).SingleAsync(ct);
    });

    private void Require(EvidencePack pack) =>
        CurrentPerson.Require(me.Runs(pack.BodyId), "Only the chair, the director or the board manager may stop a pack and let it go on.");

    private Task ChangeAsync(Id<EvidencePack> id, string action, Action<EvidencePack> change, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var pack = await db.Packs.Where(p => p.Id == id).FirstOr404Async(ct);
        Require(pack);
        change(pack);
        audit.Record(pack.BodyId, action, pack.Id);
        await db.SaveChangesAsync(ct);
    });
}
