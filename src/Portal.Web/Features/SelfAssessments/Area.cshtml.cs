using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>One judgement area: its criteria, its judgement, and the word of whoever leads it that it is assessed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AreaModel(PortalDbContext db, AssessmentReader reader, TaskCompletion tasks, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Judgement { get; private set; } = null!;

    public string? Grade { get; private set; }

    public IReadOnlyList<Row> Criteria { get; private set; } = [];

    /// <summary>The open task to assess this area, where the present person may end it.</summary>
    public Id<PostTask>? MyTask { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (MyTask is not { } task)
        {
            throw new RuleBroken("task.not-open", "Nothing waits for you here: the area was already called assessed, or it belongs to somebody else.");
        }

        await tasks.FinishAsync(task, "Assessed", null, ct);
        Notice($"{Judgement.Title} is assessed.");
        return Go("Overview", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Shown.Framework.FindJudgement(Code) is not { } judgement)
        {
            return NotFound();
        }

        Judgement = judgement;
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        var evidence = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id)
            .GroupBy(l => l.CriterionId).Select(g => new { Criterion = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Criterion, g => g.Count, ct);
        Criteria = [.. judgement.Criteria.Select(c => new Row(
            c.Id, c.Title, answers.GetValueOrDefault(c.Id) is not { } text ? "Not started" : text.IsComplete ? "Answered" : "In progress", evidence.GetValueOrDefault(c.Id)))];
        var grade = await db.Judgements.Where(j => j.SelfAssessmentId == Id && j.JudgementCode == judgement.Code).Select(j => j.Text.Grade).FirstOrDefaultAsync(ct);
        Grade = grade is null ? null : Shown.Framework.Grade(grade).Label;
        var posts = me.Posts.Select(p => p.Id).ToList();
        var here = $"/self-assessments/area/{Id}/{judgement.Code}";
        MyTask = await db.Tasks
            .Where(t => t.SelfAssessmentId == Id && t.SubjectUrl == here && t.State == TaskState.Open && (Shown.Runs || posts.Contains(t.PostId)))
            .Select(t => (Id<PostTask>?)t.Id).FirstOrDefaultAsync(ct);
        return null;
    }

    public sealed record Row(string Id, string Title, string State, int Evidence);
}
