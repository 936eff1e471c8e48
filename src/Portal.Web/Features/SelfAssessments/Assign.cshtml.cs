using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Which area is given to whom, and the word that assigning is finished.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AssignModel(PortalDbContext db, AssessmentReader reader, TaskCompletion tasks) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<Row> Areas { get; private set; } = [];

    /// <summary>The open task to assign the work.</summary>
    public Id<PostTask>? OpenTask { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (OpenTask is not { } task)
        {
            throw new RuleBroken("task.not-open", "Assigning was already finished. You can still change who does what.");
        }

        await tasks.FinishAsync(task, "Assigned", null, ct);
        Notice("The work is assigned. Everybody finds their tasks in the inbox.");
        return Go("Overview", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can assign work.");
        var given = await db.Assignments.Where(a => a.SelfAssessmentId == Id)
            .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { a.JudgementCode, a.CriterionId, a.DueOn, p.Title }).ToListAsync(ct);
        Areas =
        [
            .. Shown.Framework.Judgements.Select(area =>
            {
                var lead = given.Find(g => g.JudgementCode == area.Code && g.CriterionId is null);
                return new Row(
                    area.Code, area.Title, lead?.Title, lead?.DueOn, given.Count(g => g.JudgementCode == area.Code && g.CriterionId is not null), area.Criteria.Count);
            }),
        ];
        var here = $"/self-assessments/assign/{Id}";
        OpenTask = await db.Tasks.Where(t => t.SelfAssessmentId == Id && t.SubjectUrl == here && t.State == TaskState.Open)
            .Select(t => (Id<PostTask>?)t.Id).FirstOrDefaultAsync(ct);
        return null;
    }

    /// <summary>An area as it is assigned now.</summary>
    /// <param name="Given">How many of its criteria have somebody of their own.</param>
    /// <param name="Criteria">How many criteria it has.</param>
    public sealed record Row(string Code, string Title, string? Lead, DateOnly? DueOn, int Given, int Criteria);
}
