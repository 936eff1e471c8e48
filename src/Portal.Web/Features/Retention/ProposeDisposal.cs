using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Time;

namespace Portal.Web.Features.Retention;

/// <summary>The first of two people: proposes to dispose of evidence that was kept long enough. Nothing leaves the library by it.</summary>
public sealed class ProposeDisposal(PortalDbContext db, RetentionFacts facts, RetentionPosts posts, DisposalNotices notices, AuditTrail audit, TimeProvider clock)
{
    /// <param name="body">Whose evidence.</param>
    /// <param name="chosen">The items; one that is named twice counts once.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">Something of it must be kept.</exception>
    public Task<Id<Disposal>> OfAsync(Id<Body> body, IReadOnlyList<Id<EvidenceItem>> chosen, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var by = posts.ToKeep(body);
        var ids = chosen.Distinct().ToList();

        // In this order: whatever is decided after one was read shows as a conflict when this is saved.
        (await posts.ScheduleAsync(body, ct)).Decide();
        var items = await db.EvidenceItems.Where(e => e.BodyId == body && ids.Contains(e.Id)).ToListAsync(ct);
        if (items.Count != ids.Count)
        {
            throw new NotFound();
        }

        var judged = await facts.OfAsync(body, ids, ct);
        var number = (await db.Set<Disposal>().Where(d => d.BodyId == body).MaxAsync(d => (int?)d.Number, ct) ?? 0) + 1;
        var disposal = Disposal.Propose(number, [.. judged.Select(j => (items.Find(i => i.Id == j.Item.Id)!, j.Finding))], reason, by, clock.UtcNow());
        db.Add(disposal);
        audit.Record(body, "disposal-proposed", disposal.Id, $"Disposal {number}, {Items(items.Count)}. {disposal.Reason}");
        foreach (var item in items)
        {
            audit.Record(body, "disposal-proposed", item.Id, $"Disposal {number}. {disposal.Reason}");
        }

        await notices.ToOthersAsync(
            disposal, "disposal", "A disposal of evidence waits for a second person",
            $"{disposal.ProposedByName} proposes to dispose of {Items(items.Count)} of evidence. Nothing is disposed of unless a second person approves it.", "Look through it and decide:", ct);
        await db.SaveChangesAsync(ct);
        return disposal.Id;
    });

    internal static string Items(int count) => count == 1 ? "1 item" : $"{count} items";
}
