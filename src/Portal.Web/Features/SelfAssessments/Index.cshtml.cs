using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The self-assessments of the bodies a person belongs to or signs for.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public SelfAssessmentStatus? Status { get; set; }

    public PageOf<Row> Assessments { get; private set; } = null!;

    public bool MayOpen => me.Posts.Any(p => me.Runs(p.BodyId));

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Assessments = await db.SelfAssessments
            .Where(a => Status == null || a.Status == Status)
            .Join(db.Bodies, a => a.BodyId, b => b.Id, (a, b) => new { Assessment = a, b.Name })
            .OrderByDescending(r => r.Assessment.OpenedAt).ThenBy(r => r.Assessment.Id)
            .Select(r => new Row(
                r.Assessment.Id, r.Name, r.Assessment.PeriodFrom, r.Assessment.PeriodTo, r.Assessment.SubmissionDate, r.Assessment.Status))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Row(
        Id<SelfAssessment> Id, string Body, DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly SubmissionDate, SelfAssessmentStatus Status);
}
