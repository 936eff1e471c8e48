using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Retention;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Retention;

/// <summary>What is left to say of an item that was disposed of.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Number">Of the disposal.</param>
/// <param name="Words">When, by whom and why: a sentence.</param>
public sealed record DisposedOf(Id<Disposal> Id, int Number, string Words);

/// <summary>A link under a criterion to an item that was disposed of.</summary>
public sealed record DisposedLink(string CriterionId, string Title);

/// <summary>Says of items that were disposed of when, by whom and why, wherever something still refers to them.</summary>
public sealed class DisposedItems(PortalDbContext db)
{
    /// <summary>Those among <paramref name="items"/> that were.</summary>
    public async Task<IReadOnlyDictionary<Id<EvidenceItem>, DisposedOf>> AmongAsync(IReadOnlyList<Id<EvidenceItem>> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return new Dictionary<Id<EvidenceItem>, DisposedOf>();
        }

        var disposed = await db.EvidenceItems.AsNoTracking().Where(e => items.Contains(e.Id) && e.DisposedAt != null)
            .Join(db.Set<Disposal>(), e => e.DisposalId, d => (Id<Disposal>?)d.Id, (e, d) => new { e.Id, Disposal = d }).ToListAsync(ct);
        return disposed.ToDictionary(d => d.Id, d => Of(d.Disposal));
    }

    /// <summary>Links of a self-assessment to items that were disposed of, under criteria that its framework has: with them it cannot be signed for again.</summary>
    public async Task<IReadOnlyList<DisposedLink>> BehindAsync(Id<SelfAssessment> assessment, Framework framework, CancellationToken ct)
    {
        var links = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == assessment)
            .Join(db.EvidenceItems.Where(e => e.DisposedAt != null), l => l.EvidenceItemId, e => e.Id, (l, e) => new { l.CriterionId, e.Title })
            .OrderBy(l => l.Title).ThenBy(l => l.CriterionId).ToListAsync(ct);
        return [.. links.Where(l => framework.FindCriterion(l.CriterionId) is not null).Select(l => new DisposedLink(l.CriterionId, l.Title))];
    }

    private static DisposedOf Of(Disposal disposal) => new(
        disposal.Id, disposal.Number,
        $"Disposed of on {DateOnly.FromDateTime(UkTime.InUk(disposal.DecidedAt!.Value)).Words()} by {disposal.ProposedByName} and {disposal.DecidedByName}, because: {disposal.Reason}");
}
