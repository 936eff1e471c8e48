using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The questions of Annex A that do not fit a spreadsheet, by area, with what is answered.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnnexAModel(PortalDbContext db, AssessmentReader reader, AnnexAQuestions questions, SaveAnnexA save) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<Area> Areas { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        var asked = questions.Of(Shown.Framework).Where(q => Shown.MayRead(q.Judgement, null) || save.MayAnswer(Shown, q)).ToList();
        var answered = await db.Set<AnnexAAnswer>().Where(a => a.SelfAssessmentId == Id && a.Text.Said != "").Select(a => a.QuestionId).ToListAsync(ct);
        Areas =
        [
            .. Shown.Framework.Judgements
                .Select(area => new Area(area.Title, [.. asked.Where(q => q.Judgement == area.Code).Select(q => (q, answered.Contains(q.Id)))])).Where(a => a.Questions.Count > 0),
        ];
        return null;
    }

    public sealed record Area(string Title, IReadOnlyList<(AnnexAQuestion Question, bool Answered)> Questions);
}
