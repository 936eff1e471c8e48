using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Time;

namespace Portal.Web.Features.Retention;

/// <summary>Takes back a proposal that waits for a second person; those who were asked to decide are told.</summary>
public sealed class WithdrawDisposal(PortalDbContext db, RetentionPosts posts, DisposalNotices notices, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="RuleBroken">Somebody else proposed it, or it is decided.</exception>
    public Task RunAsync(Id<Disposal> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var disposal = await db.Set<Disposal>().Include(d => d.Items).Where(d => d.Id == id).FirstOr404Async(ct);
        var by = posts.ToKeep(disposal.BodyId);
        var ids = disposal.Items.Select(i => i.EvidenceItemId).ToList();
        var items = await db.EvidenceItems.Where(e => ids.Contains(e.Id)).OrderBy(e => e.Title).ThenBy(e => e.Id).ToListAsync(ct);
        disposal.Withdraw(items, reason, by, clock.UtcNow());
        audit.Record(disposal.BodyId, "disposal-withdrawn", disposal.Id, $"Disposal {disposal.Number}. {disposal.DecisionReason}");
        foreach (var item in items)
        {
            audit.Record(disposal.BodyId, "disposal-withdrawn", item.Id, $"Disposal {disposal.Number}. {disposal.DecisionReason}");
        }

        await notices.ToOthersAsync(
            disposal, "disposal-withdrawn", "A disposal of evidence was withdrawn",
            $"{disposal.ProposedByName} has withdrawn the disposal of {ProposeDisposal.Items(items.Count)} of evidence on which you were asked to decide. Nothing is left to do.", "The reason:", ct);
        await db.SaveChangesAsync(ct);
    });
}
