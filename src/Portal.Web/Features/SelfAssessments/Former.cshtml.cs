using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What was written under criteria and judgements that the framework has no longer.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class FormerModel(PortalDbContext db, AssessmentReader reader, FrameworkLibrary frameworks) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<SaidBefore> Texts { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        var answers = (await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToListAsync(ct)).Where(a => Shown.Framework.FindCriterion(a.CriterionId) is null).ToList();
        var judgements = (await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == Id).ToListAsync(ct)).Where(j => Shown.Framework.FindJudgement(j.JudgementCode) is null).ToList();
        var texts = new List<SaidBefore>();
        var then = Shown.Framework;
        while (texts.Count < answers.Count + judgements.Count && then.Replaces is { } replaces)
        {
            then = await frameworks.GetAsync(then.Code, replaces.Version, ct);
            texts.AddRange(answers.Where(a => then.FindCriterion(a.CriterionId) is not null).Select(a => SaidBefore.Of(then.Criterion(a.CriterionId), then.Questions, a.Text)));
            texts.AddRange(judgements.Where(j => then.FindJudgement(j.JudgementCode) is not null).Select(j => SaidBefore.Of(then.Judgement(j.JudgementCode), then, j.Text)));
        }

        Texts = texts;
        return null;
    }
}
