using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
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
    /// <summary>More reviews than a body has in a decade.</summary>
    private const int Most = 20;

    /// <summary>The reviews of a body to which a presentation can go: first that which has offered the slot, then those which start last.</summary>
    public async Task<IReadOnlyList<Review>> ChoicesAsync(Id<Body> body, CancellationToken ct) => await Announced(body).AsNoTracking()
        .OrderByDescending(r => db.Set<OpeningSlot>().Any(s => s.ReviewId == r.Id && (s.State == OpeningState.Offered || s.State == OpeningState.Taken)))
        .ThenByDescending(r => r.StartsOn).ThenByDescending(r => r.Id).Take(Most).ToListAsync(ct);

    /// <summary>Hands it over, with the marking that the self-assessment has now.</summary>
    /// <param name="id">The presentation.</param>
    /// <param name="shown">The version of it that was shown.</param>
    /// <param name="to">The review.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">The review is not one of the body's, it was handed over already, was changed meanwhile, or shows nothing.</exception>
    public Task OneAsync(Id<Presentation> id, int shown, Id<Review> to, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var presentation = await db.Presentations.Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(presentation.BodyId), "The opening presentation is made by those who run the self-assessment.");
        var review = await Announced(presentation.BodyId).FirstOrDefaultAsync(r => r.Id == to, ct)
            ?? throw new RuleBroken("presentation.no-review", "Choose one of the reviews named.", "Review");
        var marking = await db.SelfAssessments.Where(a => a.Id == presentation.SelfAssessmentId).Select(a => a.Marking).SingleAsync(ct);
        presentation.HandOver(shown, review, marking, clock.UtcNow());
        audit.Record(presentation.BodyId, "presentation-handed-over", presentation.SelfAssessmentId, presentation.Title);
        var body = await db.Bodies.Where(b => b.Id == presentation.BodyId).Select(b => b.Name).SingleAsync(ct);
        foreach (var member in await db.TeamOf(review.Id, clock.Today()).ToListAsync(ct))
        {
            outbox.Write(
                member, MailKind.Notice, $"Opening presentation received: {body}", $"{body} has handed over its opening presentation, drawn from version {presentation.SignedNumber} as it was signed.\n\n{portal.Of($"/presentations/show/{presentation.Id}")}\n",
                $"presentation-handed-over:{presentation.Id}:{member.Id}", MailAbout.ToOthers(presentation.Id));
        }

        await db.SaveChangesAsync(ct);
    });

    /// <summary>The reviews that the body knows of: it is told of none before its day, unless the slot was offered or the timetable has begun.</summary>
    private IQueryable<Review> Announced(Id<Body> body)
    {
        var today = clock.Today();
        return db.Reviews.Where(r => r.BodyId == body
            && (r.StartsOn <= today || db.Set<OpeningSlot>().Any(s => s.ReviewId == r.Id) || db.Matters.Any(m => m.ReviewId == r.Id && m.Kind == Matter.OfReview)));
    }
}
