using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Time;

namespace Portal.Web.Features.Retention;

/// <summary>
/// The second of two people: approves or refuses. Approved, the items are disposed of in this one save, which also asks for their contents to be removed;
/// that is background work, so that a killed process loses neither the decision nor the work.
/// </summary>
public sealed class DecideDisposal(PortalDbContext db, RetentionFacts facts, RetentionPosts posts, JobQueue jobs, Outbox outbox, PortalAddress portal, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="RuleBroken">It is the person who proposed it, it is decided, or something must be kept by now.</exception>
    public Task ApproveAsync(Id<Disposal> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (disposal, by, items) = await LoadAsync(id, ct);
        disposal.RequireDecision(by.Person);
        var ids = items.ConvertAll(i => i.Id);
        var judged = (await facts.OfAsync(disposal.BodyId, ids, ct)).ToDictionary(j => j.Item.Id, j => j.Finding);
        var sizes = await db.Set<EvidenceVersion>().Where(v => ids.Contains(v.EvidenceItemId)).Join(db.StoredFiles, v => v.FileSha256, f => f.Sha256, (v, f) => new { v.Id, f.Size })
            .ToDictionaryAsync(v => v.Id, v => v.Size, ct);
        var files = items.SelectMany(i => i.Versions.OrderBy(v => v.Number)).Select(v => (v, sizes[v.Id])).ToList();
        disposal.Approve(items.ConvertAll(i => (i, judged[i.Id])), files, reason, by, clock.UtcNow());
        foreach (var late in await db.LateAdditions.Where(l => ids.Contains(l.EvidenceItemId)).ToListAsync(ct))
        {
            late.DisposeOf(clock.UtcNow());
        }

        audit.Record(disposal.BodyId, "disposal-approved", disposal.Id, $"Disposal {disposal.Number}, {ProposeDisposal.Items(items.Count)}. {disposal.DecisionReason}");
        foreach (var item in items)
        {
            audit.Record(disposal.BodyId, "evidence-disposed", item.Id, $"Disposal {disposal.Number}, proposed by {disposal.ProposedByName}: {disposal.Reason} Approved by {disposal.DecidedByName}: {disposal.DecisionReason}");
        }

        jobs.Request(RemoveDisposedJob.Kind, disposal.Id.ToString());
        await TellAsync(disposal, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <inheritdoc cref="ApproveAsync"/>
    public Task RefuseAsync(Id<Disposal> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (disposal, by, items) = await LoadAsync(id, ct);
        disposal.Refuse(items, reason, by, clock.UtcNow());
        audit.Record(disposal.BodyId, "disposal-refused", disposal.Id, $"Disposal {disposal.Number}. {disposal.DecisionReason}");
        foreach (var item in items)
        {
            audit.Record(disposal.BodyId, "disposal-refused", item.Id, $"Disposal {disposal.Number}. {disposal.DecisionReason}");
        }

        await TellAsync(disposal, ct);

        await db.SaveChangesAsync(ct);
    });

    private async Task TellAsync(Disposal disposal, CancellationToken ct)
    {
        var proposer = disposal.ProposedBy;
        var person = await db.People.SingleAsync(p => p.Id == proposer, ct);
        var decision = disposal.State == DisposalState.Approved ? "approved" : "refused";
        outbox.Write(
            person, MailKind.Notice, $"The disposal that you proposed was {decision}",
            $"""
             Dear {person.Name},

             {disposal.DecidedByName} has {decision} the disposal of {ProposeDisposal.Items(disposal.Items.Count)} of evidence that you proposed.

             The reason, and what becomes of the items:
             {portal.Of($"/retention/disposal/{disposal.Id}")}
             """,
            $"disposal-decided:{disposal.Id}",
            MailAbout.Of(disposal.BodyId, disposal.Id));
    }

    /// <remarks>
    /// First the row through which holds pass, then the items, at last what keeps them: a hold placed, or a claim that came to rest on an item, after one of
    /// them was read shows as a conflict when this is saved, and everything is looked at anew.
    /// </remarks>
    private async Task<(Disposal, (Person Person, string Post) By, List<EvidenceItem> Items)> LoadAsync(Id<Disposal> id, CancellationToken ct)
    {
        var disposal = await db.Set<Disposal>().Include(d => d.Items).Where(d => d.Id == id).FirstOr404Async(ct);
        var by = posts.ToDecide(disposal.BodyId);
        (await posts.ScheduleAsync(disposal.BodyId, ct)).Decide();
        var ids = disposal.Items.Select(i => i.EvidenceItemId).ToList();
        return (disposal, by, await db.EvidenceItems.Include(e => e.Versions).Where(e => ids.Contains(e.Id)).OrderBy(e => e.Title).ThenBy(e => e.Id).ToListAsync(ct));
    }
}
