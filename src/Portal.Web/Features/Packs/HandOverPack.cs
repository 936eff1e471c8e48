using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Packs;

/// <summary>Hands a complete pack to the review teams of the body: from now on they can read it, and a mail says so. Never saves.</summary>
public sealed class HandOverPack(PortalDbContext db, Outbox outbox, AuditTrail audit)
{
    public async Task OfAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var pack = db.Packs.Local.FirstOrDefault(p => p.SelfAssessmentId == id && p.State == PackState.Complete)
            ?? await db.Packs.SingleAsync(p => p.SelfAssessmentId == id && p.State == PackState.Complete, ct);
        var body = await db.Bodies.Where(b => b.Id == pack.BodyId).Select(b => b.Name).SingleAsync(ct);
        var members = await db.ReviewTeamsOf(pack.BodyId).ToListAsync(ct);
        var head = await audit.HeadAsync(ct);
        foreach (var member in members)
        {
            outbox.Write(member, $"Evidence pack received: {body}", $"""
                The evidence pack of {body} has arrived. You find it on the page of your review, under Reviews.

                SHA-256 of the pack: {pack.Sha256}
                Head of the audit trail, which you keep for the body: {head}
                """, $"hand-over:{pack.Id}:{member.Id}");
        }

        audit.Record(pack.BodyId, "handed-over", pack.Id);
    }
}
