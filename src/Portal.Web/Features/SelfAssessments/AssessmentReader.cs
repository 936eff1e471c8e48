using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What every page of one self-assessment needs to know of it.</summary>
public sealed record ShownAssessment(SelfAssessment Assessment, Framework Framework, string BodyName, bool Runs)
{
    public Id<SelfAssessment> Id => Assessment.Id;

    /// <summary>Whose it is and for which period, in words.</summary>
    public string Where => $"{BodyName}, {Assessment.PeriodFrom.Words()} to {Assessment.PeriodTo.Words()}";

    public bool IsOpen => Assessment.Status == SelfAssessmentStatus.InProgress;
}

/// <summary>Loads a self-assessment for showing.</summary>
public sealed class AssessmentReader(PortalDbContext db, FrameworkLibrary frameworks, CurrentPerson me)
{
    /// <exception cref="NotFound">It does not exist, or this person may not see it.</exception>
    public async Task<ShownAssessment> ShowAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == id).FirstOr404Async(ct);
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        return new ShownAssessment(assessment, framework, body, me.Runs(assessment.BodyId));
    }
}
