using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>
/// Finds the link that somebody holds who is nobody yet. The one reading of links that is not limited to a body: the link itself says which body it is
/// of, and it is found by nothing but its token or the session that the token began.
/// </summary>
public sealed class LinksOfAnybody(PortalDbContext db)
{
    /// <summary>The link of a token, by the hash of it.</summary>
    public Task<PartnerLink?> OfTokenAsync(string hash, CancellationToken ct) =>
        db.PartnerLinks.IgnoreQueryFilters([PortalDbContext.BodyFilter]).FirstOrDefaultAsync(l => l.TokenHash == hash, ct);

    /// <summary>The link of a session.</summary>
    public Task<PartnerLink?> OfSessionAsync(Id<PartnerLink> id, CancellationToken ct) =>
        db.PartnerLinks.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, ct);

    /// <summary>True while the agency still has the assignment that the link is bound to.</summary>
    public Task<bool> IsAssignedAsync(PartnerLink link, CancellationToken ct) => db.Assignments.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AnyAsync(
        a => a.SelfAssessmentId == link.SelfAssessmentId && a.JudgementCode == link.JudgementCode && a.CriterionId == link.CriterionId && a.PostId == link.PostId, ct);
}
