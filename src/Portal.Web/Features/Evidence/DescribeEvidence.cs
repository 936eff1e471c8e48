using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Evidence;

/// <summary>Changes what is said about documents of a library. The trail keeps the former words.</summary>
public sealed class DescribeEvidence(PortalDbContext db, AuditTrail audit, CurrentPerson me)
{
    /// <param name="descriptions">One for each item; all are saved together or none.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">A title or what it shows is missing, or an item was withdrawn.</exception>
    public Task AsAsync(IReadOnlyDictionary<Id<EvidenceItem>, EvidenceDescription> descriptions, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var ids = descriptions.Keys.ToList();
        var items = await db.EvidenceItems.Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        if (items.Count != ids.Count)
        {
            throw new NotFound();
        }

        foreach (var item in items)
        {
            CurrentPerson.Require(me.AddsEvidenceTo(item.BodyId), "You cannot change what is in this library.");
            var before = item.Description;
            if (item.Describe(descriptions[item.Id]))
            {
                audit.Record(item.BodyId, "evidence-described", item.Id,
                    $"Before: {before.Title} · {before.Kind.Words()} · {before.Describes.Words()} · {before.Shows}"
                    + $" · {before.Marking.Words()} · {before.Owner} · {before.EffectiveOn?.Words()} · {before.ReviewOn?.Words()}");
            }
        }

        await db.SaveChangesAsync(ct);
    });
}
