using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>Hands a presentation over to the review teams of its body and tells them. Runs with the sight of the portal (<see cref="WiderSight"/>), because a body does not see the team of its review.</summary>
public sealed class HandOverPresentation(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <returns>How many people of review teams were told.</returns>
    /// <exception cref="RuleBroken">It was handed over already, or shows nothing.</exception>
    public Task<int> OneAsync(Id<Presentation> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var presentation = await db.Presentations.Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(presentation.BodyId), "The opening presentation is made by those who run the self-assessment.");
        presentation.HandOver(clock.UtcNow());
        audit.Record(presentation.BodyId, "presentation-handed-over", presentation.SelfAssessmentId, presentation.Title);
        var body = await db.Bodies.Where(b => b.Id == presentation.BodyId).Select(b => b.Name).SingleAsync(ct);
        var team = await db.ReviewTeamsOf(presentation.BodyId).ToListAsync(ct);
        foreach (var member in team)
        {
            outbox.Write(
                member, $"Opening presentation received: {body}", $"{body} has handed over its opening presentation.\n\n{portal.Of($"/presentations/show/{presentation.Id}")}\n",
                $"presentation-handed-over:{presentation.Id}:{member.Id}");
        }

        await db.SaveChangesAsync(ct);
        return team.Count;
    });
}
