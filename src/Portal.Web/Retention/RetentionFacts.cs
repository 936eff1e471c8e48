using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Retention;

/// <summary>An item with what the schedule says of it today.</summary>
public sealed record JudgedItem(RetainedItem Item, RetentionFinding Finding);

/// <summary>
/// Gathers all that decides whether items of one body may be disposed of. What keeps an item keeps it whoever asks, also a return that the person asking
/// may not read: so the filter is lifted here, for one body, and of such a return nothing is told but that it is there.
/// </summary>
public sealed class RetentionFacts(PortalDbContext db, RetentionOptions options, TimeProvider clock)
{
    private const string AReturn = "A return of an agency";

    /// <summary>The named items of a body, in the order of their titles.</summary>
    public Task<IReadOnlyList<JudgedItem>> OfAsync(Id<Body> body, IReadOnlyList<Id<EvidenceItem>> items, CancellationToken ct) =>
        JudgeAsync(body, Items(body).Where(e => items.Contains(e.Id)), ct);

    /// <summary>All items of a body that are due, or will be within the days of the report, in the order in which they are.</summary>
    public async Task<IReadOnlyList<JudgedItem>> DueAsync(Id<Body> body, CancellationToken ct)
    {
        var (today, periods) = (clock.Today(), await PeriodsAsync(body, ct));
        var until = today.AddDays(options.SoonDays);
        var youngest = UkTime.StartOf(until.AddYears(-Enum.GetValues<RetainedKind>().Min(k => periods.Of(k).Years)).AddDays(2));
        var judged = await JudgeAsync(body, Items(body).Where(e => e.DisposedAt == null && e.AddedAt < youngest), ct);
        return [.. judged.Where(j => j.Finding.DueOn <= until).OrderBy(j => j.Finding.DueOn).ThenBy(j => j.Item.Title, StringComparer.OrdinalIgnoreCase).ThenBy(j => j.Item.Id.Value)];
    }

    private IQueryable<EvidenceItem> Items(Id<Body> body) => db.EvidenceItems.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().Where(e => e.BodyId == body);

    private async Task<RetentionPeriods> PeriodsAsync(Id<Body> body, CancellationToken ct) => options.PeriodsOf(
        await db.Set<RetentionSchedule>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().Include(s => s.Periods).FirstOrDefaultAsync(s => s.BodyId == body, ct));

    private async Task<IReadOnlyList<JudgedItem>> JudgeAsync(Id<Body> body, IQueryable<EvidenceItem> chosen, CancellationToken ct)
    {
        var rows = await chosen.OrderBy(e => e.Title).ThenBy(e => e.Id).Select(e => new
        {
            e.Id, e.Title, e.Kind, e.Describes, e.FileVersion, AddedAt = e.Versions.Max(v => (DateTime?)v.AddedAt) ?? e.AddedAt, e.DisposalId, IsDisposed = e.DisposedAt != null,
        }).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return [];
        }

        var (periods, today) = (await PeriodsAsync(body, ct), clock.Today());
        var (assessments, matters) = (await AssessmentsAsync(body, chosen, ct), await MattersAsync(chosen, ct));
        var holds = await db.Set<LegalHold>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().Where(h => h.BodyId == body && h.ReleasedAt == null).OrderBy(h => h.PlacedAt).ToListAsync(ct);
        var standing = holds.ToLookup(h => h.EvidenceItemId, h => new StandingHold(h.Reason, h.EvidenceItemId is null, DateOnly.FromDateTime(UkTime.InUk(h.PlacedAt))));
        return
        [
            .. rows.Select(row => new RetainedItem(row.Id, row.Title, row.Kind, row.Describes, row.FileVersion, DateOnly.FromDateTime(UkTime.InUk(row.AddedAt)))
            {
                Assessments = [.. assessments[row.Id]],
                Matters = [.. matters[row.Id]],
                Holds = [.. standing[row.Id], .. standing[null]],
                DisposalId = row.DisposalId,
                IsDisposed = row.IsDisposed,
            }).Select(item => new JudgedItem(item, RetentionRule.Look(item, periods, today))),
        ];
    }

    /// <summary>By what is linked now, by what was signed, whatever is linked now, and by what was added late.</summary>
    private async Task<ILookup<Id<EvidenceItem>, RelyingAssessment>> AssessmentsAsync(Id<Body> body, IQueryable<EvidenceItem> chosen, CancellationToken ct)
    {
        var linked = await db.EvidenceLinks.IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(l => l.BodyId == body && chosen.Any(e => e.Id == l.EvidenceItemId))
            .Select(l => new { l.EvidenceItemId, l.SelfAssessmentId }).Distinct().ToListAsync(ct);
        var late = await db.LateAdditions.IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(l => l.BodyId == body && chosen.Any(e => e.Id == l.EvidenceItemId))
            .Select(l => new
            {
                l.EvidenceItemId, l.SelfAssessmentId, l.AddedAt,
                WaitsForPack = db.Packs.Any(p => p.State != PackState.Complete && p.Late.Any(i => i.LateAdditionId == l.Id)),
            }).ToListAsync(ct);
        var signed = await SignedAsync(body, ct);

        // Read last: whatever is named above is among them.
        var all = await db.SelfAssessments.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().Where(a => a.BodyId == body).OrderBy(a => a.OpenedAt).ToDictionaryAsync(a => a.Id, ct);
        var lateOn = late.GroupBy(l => (l.EvidenceItemId, l.SelfAssessmentId)).ToDictionary(g => g.Key, g => DateOnly.FromDateTime(UkTime.InUk(g.Max(l => l.AddedAt))));
        var behindSignature = signed.Select(s => (s.Item, s.SelfAssessmentId)).Concat(lateOn.Keys).ToHashSet();

        // A pack of a version that another took the place of is made no more.
        var waiting = signed.Where(s => s.WaitsForRedacted || (s.WaitsForPack && all[s.SelfAssessmentId].SubmittedVersionId == s.Version)).Select(s => (s.Item, s.SelfAssessmentId))
            .Concat(late.Where(l => l.WaitsForPack).Select(l => (l.EvidenceItemId, l.SelfAssessmentId))).ToHashSet();
        return linked.Select(l => (Item: l.EvidenceItemId, Of: l.SelfAssessmentId)).Concat(behindSignature.Select(s => (Item: s.Item1, Of: s.Item2))).Distinct()
            .Select(r => (r.Item, Relying: Relying(all[r.Of], behindSignature.Contains(r), waiting.Contains(r)) with { AddedLateOn = lateOn.TryGetValue(r, out var day) ? day : null }))
            .ToLookup(r => r.Item, r => r.Relying);
    }

    /// <summary>The items that signed versions name. One version after another is read, and of each only this is kept.</summary>
    private async Task<IReadOnlyList<SignedItem>> SignedAsync(Id<Body> body, CancellationToken ct)
    {
        var versions = db.FrozenVersions.IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(v => v.BodyId == body && v.State == FrozenVersionState.Signed)
            .Select(v => new
            {
                v.Id, v.SelfAssessmentId, v.Content,
                WaitsForPack = db.Packs.Any(p => p.Kind == PackKind.Whole && p.FrozenVersionId == v.Id && p.State != PackState.Complete),
                WaitsForRedacted = db.Packs.Any(p => p.Kind == PackKind.Redacted && p.FrozenVersionId == v.Id && p.State != PackState.Complete),
            });
        var signed = new List<SignedItem>();
        await foreach (var v in versions.AsAsyncEnumerable().WithCancellation(ct))
        {
            signed.AddRange(FrozenEvidence.In(v.Content).Select(e => new SignedItem(new Id<EvidenceItem>(e.Id), v.SelfAssessmentId, v.Id, v.WaitsForPack, v.WaitsForRedacted)));
        }

        return signed;
    }

    private static RelyingAssessment Relying(SelfAssessment of, bool isSigned, bool waitsForPack) => new(
        $"Self-assessment for {of.PeriodFrom.Words()} to {of.PeriodTo.Words()}",
        of.Status is SelfAssessmentStatus.InProgress or SelfAssessmentStatus.AwaitingSignatures,
        (isSigned || of.Status == SelfAssessmentStatus.Submitted) && of.SubmittedAt is { } at ? DateOnly.FromDateTime(UkTime.InUk(at)) : null,
        waitsForPack);

    private async Task<ILookup<Id<EvidenceItem>, RelyingMatter>> MattersAsync(IQueryable<EvidenceItem> chosen, CancellationToken ct)
    {
        var returned = await db.Set<ReturnedEvidence>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(l => chosen.Any(e => e.Id == l.EvidenceItemId))
            .Join(db.Matters, l => l.MatterId, m => m.Id, (l, m) => new { l.EvidenceItemId, m.Id, m.State, m.EndedAt }).Distinct().ToListAsync(ct);
        return returned.ToLookup(r => r.EvidenceItemId, r => new RelyingMatter(
            AReturn, r.State == MatterState.Open || r.EndedAt is not { } at ? null : DateOnly.FromDateTime(UkTime.InUk(at))));
    }

    /// <summary>An item as a signed version names it, and which packs of that version are still to be made.</summary>
    private sealed record SignedItem(Id<EvidenceItem> Item, Id<SelfAssessment> SelfAssessmentId, Id<FrozenVersion> Version, bool WaitsForPack, bool WaitsForRedacted);
}
