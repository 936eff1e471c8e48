using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>Hands a presentation over to the team of the body's review and tells them. Runs with the sight of the portal (<see cref="WiderSight"/>), because a body does not see the team of its review.</summary>
public sealed class HandOverPresentation(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The review of a body to which a presentation goes: that which has offered the slot, or else that which starts last; null where there is none.</summary>
    public Task<Review?> ToAsync(Id<Body> body, CancellationToken ct) => db.Reviews.Where(r => r.BodyId == body)
        .OrderByDescending(r => db.Set<OpeningSlot>().Any(s => s.ReviewId == r.Id && (s.State == OpeningState.Offered || s.State == OpeningState.Taken)))
        .ThenByDescending(r => r.StartsOn).ThenByDescending(r => r.Id).FirstOrDefaultAsync(ct);

    /// <summary>Hands it over, with the marking that the self-assessment has now.</summary>
    /// <exception cref="RuleBroken">There is no review, it was handed over already, or it shows nothing.</exception>
    public Task OneAsync(Id<Presentation> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var presentation = await db.Presentations.Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(presentation.BodyId), "The opening presentation is made by those who run the self-assessment.");
        var review = await ToAsync(presentation.BodyId, ct) ?? throw new RuleBroken("presentation.no-review", "There is no review to hand it over to yet.");
        var marking = await db.SelfAssessments.Where(a => a.Id == presentation.SelfAssessmentId).Select(a => a.Marking).SingleAsync(ct);
        presentation.HandOver(review, marking, clock.UtcNow());
        audit.Record(presentation.BodyId, "presentation-handed-over", presentation.SelfAssessmentId, presentation.Title);
        var body = await db.Bodies.Where(b => b.Id == presentation.BodyId).Select(b => b.Name).SingleAsync(ct);
        foreach (var member in await db.TeamOf(review.Id).ToListAsync(ct))
        {
            outbox.Write(
                member, MailKind.Notice, $"Opening presentation received: {body}", $"{body} has handed over its opening presentation, drawn from version {presentation.SignedNumber} as it was signed.\n\n{portal.Of($"/presentations/show/{presentation.Id}")}\n",
                $"presentation-handed-over:{presentation.Id}:{member.Id}", MailAbout.ToOthers(presentation.Id));
        }

        await db.SaveChangesAsync(ct);
    });
}
