using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Giving areas and criteria to the body's posts, each with a due date.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AssignModel(PortalDbContext db, AssessmentReader reader, AssignWork assign, TaskCompletion tasks) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty]
    public IList<Row> Rows { get; set; } = [];

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    /// <summary>The open task to assign the work.</summary>
    public Id<AssessmentTask>? OpenTask { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var present = await PresentAsync(ct);
        Rows = [.. Shown.Framework.Judgements.SelectMany(area => area.Criteria.Select(c => (area.Code, Criterion: (string?)c.Id)).Prepend((area.Code, Criterion: null)))
            .Select(about => new Row
            {
                Area = about.Code,
                Criterion = about.Criterion,
                Post = present.GetValueOrDefault((about.Code, about.Criterion))?.PostId.ToString(),
                DueOn = present.GetValueOrDefault((about.Code, about.Criterion))?.DueOn,
            })];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await SaveAsync(ct))
        {
            return Invalid();
        }

        Notice("The assignments are saved.");
        return Go("Assign", new { id = Id });
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken ct)
    {
        if (!await SaveAsync(ct))
        {
            return Invalid();
        }

        if (OpenTask is { } task)
        {
            await tasks.FinishAsync(task, "Assigned", null, ct);
        }

        Notice("The work is assigned. Everybody finds their tasks in the inbox.");
        return Go("Overview", new { id = Id });
    }

    public string TitleOf(Row row) => row.Criterion is null
        ? Shown.Framework.Judgement(row.Area).Title
        : $"{row.Criterion} {Shown.Framework.Criterion(row.Criterion).Title}";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can assign work.");
        Posts = await db.Posts.Where(p => p.BodyId == Shown.Assessment.BodyId).OrderBy(p => p.Title)
            .Select(p => new SelectListItem(
                p.Title + " (" + (db.People.Where(h => p.Holdings.Any(x => x.PersonId == h.Id && x.Until == null)).Select(h => h.Name).FirstOrDefault() ?? "vacant") + ")",
                p.Id.ToString()))
            .ToListAsync(ct);
        var here = $"/self-assessments/assign/{Id}";
        OpenTask = await db.Tasks.Where(t => t.SelfAssessmentId == Id && t.SubjectUrl == here && t.State == TaskState.Open)
            .Select(t => (Id<AssessmentTask>?)t.Id).FirstOrDefaultAsync(ct);
        return null;
    }

    private async Task<bool> SaveAsync(CancellationToken ct)
    {
        var present = await PresentAsync(ct);
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (string.IsNullOrEmpty(row.Post) || Shown.Framework.FindJudgement(row.Area) is null)
            {
                continue;
            }

            if (!Id<Post>.TryParse(row.Post, null, out var post) || row.DueOn is not { } dueOn)
            {
                ModelState.AddModelError($"Rows[{i}].DueOn", $"{TitleOf(row)}: enter the day by which it is due");
                continue;
            }

            if (present.GetValueOrDefault((row.Area, row.Criterion)) is { } same && same.PostId == post && same.DueOn == dueOn)
            {
                continue;
            }

            try
            {
                await assign.ToAsync(Id, row.Area, row.Criterion, post, dueOn, ct);
            }
            catch (RuleBroken broken) when (broken.Field is not null)
            {
                ModelState.AddModelError($"Rows[{i}].{broken.Field}", $"{TitleOf(row)}: {broken.Message}");
            }
        }

        return ModelState.IsValid;
    }

    private async Task<Dictionary<(string Area, string? Criterion), Assignment>> PresentAsync(CancellationToken ct) =>
        await db.Assignments.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToDictionaryAsync(a => (a.JudgementCode, a.CriterionId), ct);

    /// <summary>One area or criterion with its post and due date.</summary>
    public sealed record Row
    {
        public string Area { get; init; } = "";

        public string? Criterion { get; init; }

        public string? Post { get; init; }

        public DateOnly? DueOn { get; init; }
    }
}
