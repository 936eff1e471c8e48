using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Takes a document out of its library that supports nothing which can still change. Its file and its record stay, and so do the links of what was signed.</summary>
public sealed class WithdrawEvidence(PortalDbContext db, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <exception cref="RuleBroken">It supports a criterion of what is not submitted, was withdrawn before, or there is no reason.</exception>
    public Task AsAsync(Id<EvidenceItem> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var item = await db.EvidenceItems.Include(e => e.Links).Where(e => e.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(MayBy(me, item), "Only those who run the self-assessment, or who added the item, can withdraw it.");
        if (await db.Set<ReturnedEvidence>().AnyAsync(l => l.EvidenceItemId == id, ct))
        {
            throw new RuleBroken("evidence.in-use", "This item supports a return of an agency. Its link must be taken away before you withdraw it.");
        }

        item.Withdraw(reason, await db.SignedAmongAsync(item, ct), clock.UtcNow());
        audit.Record(item.BodyId, "evidence-withdrawn", item.Id, item.WithdrawnReason);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>True for those who run the body's self-assessment, and for whoever added the item and still adds to the library.</summary>
    internal static bool MayBy(CurrentPerson person, EvidenceItem item) =>
        person.Runs(item.BodyId) || (person.AddsEvidenceTo(item.BodyId) && item.AddedBy == person.Id);
}
