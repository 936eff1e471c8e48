using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Hands a complete pack to the review teams of the body: from now on they can read it, and a mail says so. Never saves.</summary>
public sealed class HandOverPack(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Hands over the whole pack of a submitted self-assessment.</summary>
    public async Task OfAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var pack = db.Packs.Local.FirstOrDefault(p => p.SelfAssessmentId == id && p is { Kind: PackKind.Whole, State: PackState.Complete })
            ?? await db.Packs.Whole().Where(p => p.SelfAssessmentId == id && p.State == PackState.Complete).OrderByDescending(p => p.RequestedAt).FirstAsync(ct);
        await ToReviewTeamsAsync(pack, ct);
    }

    /// <summary>Hands over this pack.</summary>
    public async Task ToReviewTeamsAsync(EvidencePack pack, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == pack.BodyId).Select(b => b.Name).SingleAsync(ct);
        var members = await db.ReviewTeamsOf(pack.BodyId, clock.Today()).ToListAsync(ct);
        var head = await audit.HeadAsync(ct);
        var name = PackWords.NameOf(pack.Kind, pack.Number);
        var what = pack.Kind == PackKind.Supplement
            ? $"{name} of {body} has arrived: what was added after submission. The pack itself is unchanged."
            : $"The evidence pack of {body} has arrived.";
        foreach (var member in members)
        {
            outbox.Write(member, MailKind.Notice, $"{name} received: {body}", $"""
                {what} You find it on the page of your review, under Reviews, and here:
                {portal.Of($"/packs/details/{pack.Id}")}

                SHA-256 of the pack: {pack.Sha256}
                Head of the audit trail, which you keep for the body: {head}
                """, $"hand-over:{pack.Id}:{member.Id}", MailAbout.ToOthers(pack.Id));
        }

        audit.Record(pack.BodyId, "handed-over", pack.Id, name);
    }
}
