using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Persistence;

/// <summary>Which of the self-assessments that rest on an item can change no more.</summary>
public static class SignedEvidence
{
    public static async Task<IReadOnlySet<Id<SelfAssessment>>> SignedAmongAsync(this PortalDbContext db, EvidenceItem item, CancellationToken ct)
    {
        var linked = item.Links.Select(l => l.SelfAssessmentId).Distinct().ToList();
        return (await db.SelfAssessments.Where(a => linked.Contains(a.Id) && (a.Status == SelfAssessmentStatus.Submitted || a.Status == SelfAssessmentStatus.Withdrawn))
            .Select(a => a.Id).ToListAsync(ct)).ToHashSet();
    }
}
