using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>A criterion that the present person may answer now.</summary>
/// <param name="Of">The self-assessment.</param>
/// <param name="AssessmentTitle">Framework and period.</param>
/// <param name="CriterionId">Such as "LSCB-03".</param>
/// <param name="Title">The criterion's title.</param>
public sealed record OpenCriterion(Id<SelfAssessment> Of, string AssessmentTitle, string CriterionId, string Title);

/// <summary>The criteria to which the present person may link evidence of a body.</summary>
public sealed class OpenCriteria(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access)
{
    public async Task<IReadOnlyList<OpenCriterion>> OfAsync(Id<Body> body, CancellationToken ct)
    {
        var open = await db.SelfAssessments.AsNoTracking()
            .Where(a => a.BodyId == body && a.Status == SelfAssessmentStatus.InProgress).OrderByDescending(a => a.OpenedAt).ToListAsync(ct);
        var shares = await access.SharesAsync(open, ct);
        var criteria = new List<OpenCriterion>();
        foreach (var assessment in open)
        {
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            var title = TitleOf(framework.ShortTitle, assessment);
            criteria.AddRange(
                from area in framework.Areas
                from criterion in area.Criteria
                where shares[assessment.Id].MayAnswer(area.Code, criterion.Id)
                select new OpenCriterion(assessment.Id, title, criterion.Id, criterion.Title));
        }

        return criteria;
    }

    /// <summary>What a self-assessment is called in a list: its framework and its period.</summary>
    internal static string TitleOf(string framework, SelfAssessment assessment) =>
        $"{framework}, {assessment.PeriodFrom.Words()} to {assessment.PeriodTo.Words()}";
}
