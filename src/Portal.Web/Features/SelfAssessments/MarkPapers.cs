using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Chooses the marking that stands on the printed pages and files of a self-assessment.</summary>
public sealed class MarkPapers(PortalDbContext db, AuditTrail audit, CurrentPerson me)
{
    public async Task AsAsync(Id<SelfAssessment> id, SecurityMarking marking, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment choose how its papers are marked.");
        if (assessment.Mark(marking))
        {
            audit.Record(assessment.BodyId, "marked", id, marking.Words());
            await db.SaveChangesAsync(ct);
        }
    }
}
