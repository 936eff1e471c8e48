using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What to look at before signature, each linked to its place, and putting the assessment up for signature.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReadinessModel(
    PortalDbContext db, AssessmentReader reader, WordingReader wording, CarriedTexts carried, AnnexAQuestions questions, DisposedItems disposed, TaskCompletion tasks, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<ReadinessFinding> Findings { get; private set; } = [];

    /// <summary>The findings by check, in the order of the checks.</summary>
    public IReadOnlyList<ReadinessGroup> Groups => [.. Findings.GroupBy(f => f.Check).OrderBy(g => g.Key).Select(g => new ReadinessGroup(g.Key, [.. g]))];

    /// <summary>Why the last version was sent back; null when none was.</summary>
    public Returned? LastReturn { get; private set; }

    /// <summary>The open task to put the assessment up for signature, where the present person may end it.</summary>
    public Id<PostTask>? OpenTask { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (OpenTask is not { } task)
        {
            throw new RuleBroken("task.not-open", "It cannot be put up for signature now: see on the overview what it waits for.");
        }

        await tasks.FinishAsync(task, "Ready", null, ct);
        Notice("The text is frozen and put up for signature. Chair and director have been asked to sign.");
        return Go("Overview", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        Findings = ReadinessRules.Check(Shown.Framework, await FactsAsync(ct));
        LastReturn = await db.FrozenVersions.Where(v => v.SelfAssessmentId == Id).OrderByDescending(v => v.Number).Take(1)
            .Where(v => v.State == FrozenVersionState.Returned)
            .Select(v => new Returned(v.ReturnedByName!, v.ReturnedAt!.Value, v.ReturnReason!)).FirstOrDefaultAsync(ct);
        var posts = me.Posts.Select(p => p.Id).ToList();
        var here = $"/self-assessments/readiness/{Id}";
        OpenTask = await db.Tasks
            .Where(t => t.SelfAssessmentId == Id && t.SubjectUrl == here && t.State == TaskState.Open && (Shown.Runs || posts.Contains(t.PostId)))
            .Select(t => (Id<PostTask>?)t.Id).FirstOrDefaultAsync(ct);
        return null;
    }

    private async Task<ReadinessFacts> FactsAsync(CancellationToken ct)
    {
        var assessment = Shown.Assessment;
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == Id).ToDictionaryAsync(j => j.JudgementCode, j => j.Text, ct);
        return new ReadinessFacts(
            assessment.Id.Value,
            assessment.PeriodFrom,
            answers,
            judgements,
            (await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id)
                .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { l.CriterionId, e.Id, e.Title, e.Kind, e.Describes, Earlier = l.FileVersion < e.FileVersion }).ToListAsync(ct))
                .ConvertAll(l => new LinkedItem(l.CriterionId, l.Id.Value, l.Title, l.Kind, l.Describes, l.Earlier)),
            (await db.EvidenceItems.Where(e => e.BodyId == assessment.BodyId && e.WithdrawnAt == null)
                .OrderBy(e => e.Title).Select(e => new { e.Id, e.Title }).ToListAsync(ct)).ConvertAll(e => new LibraryItem(e.Id.Value, e.Title)),
            await db.AreaProgress.Where(p => p.SelfAssessmentId == Id).ToDictionaryAsync(p => p.JudgementCode, p => new AreaStanding(p.Status, p.ChangedAt), ct),
            await db.Revisions.Where(r => r.SelfAssessmentId == Id && !r.KeptAside)
                .GroupBy(r => r.Subject).Select(g => new { g.Key, Last = g.Max(r => r.WrittenAt) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct),
            await wording.OfAllAsync(Id, answers, judgements, ct),
            [.. (await carried.WaitingAsync(Id, ct)).Select(c => new CarriedSubject(c.Subject, c.From))],
            await db.QuarantinedOfAsync(Id, ct),
            await disposed.BehindAsync(Id, Shown.Framework, ct),
            await OpenQuestionsAsync(ct));
    }

    private async Task<IReadOnlyList<AnnexAQuestion>> OpenQuestionsAsync(CancellationToken ct)
    {
        var asked = questions.Of(Shown.Framework);
        var answered = asked.Count == 0 ? [] : await db.Set<AnnexAAnswer>().Where(a => a.SelfAssessmentId == Id && a.Text.Said != "").Select(a => a.QuestionId).ToListAsync(ct);
        return [.. asked.Where(q => !answered.Contains(q.Id))];
    }

    public sealed record Returned(string By, DateTime At, string Reason);
}
