using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Makes a supplement to a complete pack of everything that was added late and is in none yet.</summary>
public sealed class MakeSupplement(PortalDbContext db, RetentionPosts retention, JobQueue jobs, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>What a supplement to the pack of a version would hold now; what is in quarantine is for nobody.</summary>
    public IQueryable<LateAddition> InNone(Id<FrozenVersion> version) =>
        db.LateAdditions.Where(l => l.FrozenVersionId == version && l.DisposedAt == null && !db.StoredFiles.InQuarantine().Any(f => f.Sha256 == l.FileSha256)
            && !db.Set<SupplementItem>().Any(i => i.LateAdditionId == l.Id));

    /// <exception cref="RuleBroken">Nothing was added late, or all of it is in a supplement.</exception>
    public Task<Id<EvidencePack>> ToAsync(Id<EvidencePack> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var pack = await db.Packs.AsNoTracking().Whole().Where(p => p.Id == id && p.State == PackState.Complete).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(pack.BodyId), "Only those who run the self-assessment make supplements to its pack.");
        var version = await db.FrozenVersions.AsNoTracking().SingleAsync(v => v.Id == pack.FrozenVersionId, ct);
        (await retention.ScheduleAsync(pack.BodyId, ct)).Decide();
        var late = await InNone(version.Id).AsNoTracking().OrderBy(l => l.AddedAt).ThenBy(l => l.Id).ToListAsync(ct);
        var before = await db.Packs.Where(p => p.FrozenVersionId == version.Id && p.Kind == PackKind.Supplement)
            .Select(p => new { p.Number, Last = p.Late.Max(l => l.Number) }).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);
        var number = (before?.Number ?? 0) + 1;
        var last = before?.Last ?? SelfAssessmentDocument.Parse(version.Content).Evidence.Select(e => e.Number).DefaultIfEmpty(0).Max();
        var supplement = EvidencePack.Supplement(
            version, number, $"{Path.GetFileNameWithoutExtension(pack.FileName)} supplement {number}.zip", late, last + 1, clock.UtcNow());
        db.Packs.Add(supplement);
        jobs.Request(AssemblePackJob.Kind, AssemblePackJob.SubjectOf(supplement));
        audit.Record(pack.BodyId, "supplement-asked-for", supplement.Id, $"Supplement {number}: {late.Count} added late");
        await db.SaveChangesAsync(ct);
        return supplement.Id;
    });
}
