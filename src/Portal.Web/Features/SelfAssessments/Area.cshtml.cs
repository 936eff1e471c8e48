using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>One judgement area: its criteria, its judgement, and the word of whoever leads it that it is assessed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AreaModel(PortalDbContext db, AssessmentReader reader, DecideOnArea decide) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Judgement { get; private set; } = null!;

    public string? Grade { get; private set; }

    public IReadOnlyList<Row> Criteria { get; private set; } = [];

    /// <summary>Whether the present person may submit it now.</summary>
    public bool MaySubmit { get; private set; }

    /// <summary>Where it stands between its lead and those who run the self-assessment.</summary>
    public AreaStatus Status { get; private set; }

    /// <summary>Each step it has taken, newest first.</summary>
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>What was asked to be changed and since submitted again.</summary>
    public IReadOnlyList<Change> Former { get; private set; } = [];

    /// <summary>Open threads of comments by criterion; under the empty name those about the judgement.</summary>
    public IReadOnlyDictionary<string, int> Comments { get; private set; } = new Dictionary<string, int>();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await decide.SubmitAsync(Id, Judgement.Code, ct);
        Notice($"{Judgement.Title} is submitted. {(Shown.Runs ? "Agree it, or send it back with reasons." : $"Those who run the self-assessment look at it by {(await decide.UsualDayAsync(Shown.Assessment.BodyId, ct)).Words()}.")}");
        return Go("Area", new { id = Id, code = Judgement.Code });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Shown.Framework.FindJudgement(Code) is not { } judgement)
        {
            return NotFound();
        }

        Judgement = judgement;
        if (!Shown.MayReadOf(judgement))
        {
            return NotFound();
        }

        await LoadCriteriaAsync(ct);
        await LoadProgressAsync(ct);
        return null;
    }

    private async Task LoadCriteriaAsync(CancellationToken ct)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        var evidence = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id)
            .GroupBy(l => l.CriterionId).Select(g => new { Criterion = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Criterion, g => g.Count, ct);
        Comments = await db.Comments.Where(c => c.SelfAssessmentId == Id && c.JudgementCode == Judgement.Code && c.ThreadId == null && c.ResolvedAt == null)
            .GroupBy(c => c.CriterionId ?? "").Select(g => new { About = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.About, g => g.Count, ct);
        Criteria =
        [
            .. Judgement.Criteria.Where(c => Shown.MayRead(Judgement.Code, c.Id)).Select(c => new Row(
                c.Id,
                c.Title,
                answers.GetValueOrDefault(c.Id) is not { } text ? "Not started" : text.IsComplete ? "Answered" : "In progress",
                evidence.GetValueOrDefault(c.Id),
                Comments.GetValueOrDefault(c.Id))),
        ];
        var grade = await db.Judgements.Where(j => j.SelfAssessmentId == Id && j.JudgementCode == Judgement.Code).Select(j => j.Text.Grade).FirstOrDefaultAsync(ct);
        Grade = grade is null ? null : Shown.Framework.Grade(grade).Label;
    }

    private async Task LoadProgressAsync(CancellationToken ct)
    {
        if (!Shown.MayRead(Judgement.Code, null))
        {
            return;
        }

        Steps = await (
            from area in db.AreaProgress
            where area.SelfAssessmentId == Id && area.JudgementCode == Judgement.Code
            from step in area.Steps
            join person in db.People on step.By equals person.Id
            orderby step.At descending, step.Id descending
            select new Step(step.Status, person.Name, step.At, step.DueOn)).Take(100).ToListAsync(ct);
        Status = Steps.Count == 0 ? AreaStatus.InProgress : Steps[0].Status;
        Former = await (
            from change in db.Set<RequestedChange>()
            where change.SelfAssessmentId == Id && change.JudgementCode == Judgement.Code && change.ClosedAt != null
            join person in db.People on change.AskedBy equals person.Id
            orderby change.AskedAt descending, change.Id descending
            select new Change(change.CriterionId, change.Reason, person.Name, change.AskedAt)).Take(100).ToListAsync(ct);
        var here = $"/self-assessments/area/{Id}/{Judgement.Code}";
        MaySubmit = Shown.IsOpen && Shown.Share.MayJudge(Judgement.Code)
            && (Status is AreaStatus.InProgress or AreaStatus.ChangesRequested
                || await db.Tasks.AnyAsync(t => t.SelfAssessmentId == Id && t.SubjectUrl == here && t.State == TaskState.Open, ct));
    }

    /// <summary>One step it has taken.</summary>
    /// <param name="DueOn">The day by which changes were asked for.</param>
    public sealed record Step(AreaStatus Status, string By, DateTime At, DateOnly? DueOn);

    /// <summary>Something that was asked to be changed.</summary>
    public sealed record Change(string? CriterionId, string Reason, string By, DateTime At);

    public sealed record Row(string Id, string Title, string State, int Evidence, int Comments);
}
