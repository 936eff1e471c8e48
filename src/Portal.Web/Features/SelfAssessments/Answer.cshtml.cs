using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Answering one criterion, with guidance beside the questions and the evidence beneath.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnswerModel(
    PortalDbContext db, AssessmentReader reader, SaveAnswer save, WritersAtWork writers, WordingReader wording, TaskCompletion tasks, DisposedItems disposed, CurrentPerson me,
    TimeProvider clock)
    : WritingPage<AnswerText>(me, clock)
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public AnswerForm Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>What the language coach has to say about the text as it is saved.</summary>
    public Wording Said { get; private set; } = Wording.None;

    public Guidance Guidance => new(Shown.Framework, Area, Asked, Input.SelfGrade);

    public Criterion Asked { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    public IReadOnlyList<LinkedEvidence> Evidence { get; private set; } = [];

    /// <summary>When, by whom and why items among the evidence were disposed of.</summary>
    public IReadOnlyDictionary<Id<EvidenceItem>, DisposedOf> Disposed { get; private set; } = new Dictionary<Id<EvidenceItem>, DisposedOf>();

    /// <summary>The references that stand in the text shown.</summary>
    public IReadOnlySet<int> Used => Input.Text().References();

    public IReadOnlyList<SelectListItem> Grades { get; private set; } = [];

    /// <summary>The next criterion in the framework that the present person may answer; null when there is none.</summary>
    public string? NextCriterion { get; private set; }

    /// <summary>The present person's task to answer this criterion, while it is open.</summary>
    public Id<PostTask>? MyTask { get; private set; }

    /// <summary>The last day for it.</summary>
    public DateOnly? MyTaskDueOn { get; private set; }

    protected override int BasedOn => Input.BasedOn;

    protected override AnswerText Typed => Input.Text();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var answer = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == Id && a.CriterionId == Criterion, ct);
        if (answer is not null)
        {
            Input = AnswerForm.Of(answer.Text, answer.Version);
            Said = await wording.OfAsync(Id, Criterion, answer.Text, ct);
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAndOpenAsync(Criterion, ct);

    public Task<IActionResult> OnPostNextAsync(CancellationToken ct) => SaveAndOpenAsync(NextCriterion ?? Criterion, ct);

    public Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => SaveFormAsync(
        nameof(AnswerForm.Know),
        async _ =>
        {
            if (await MyTasks().FirstOrDefaultAsync(ct) is { } task)
            {
                await tasks.FinishAsync(task.Id, "Done", null, ct);
            }

            Notice($"{Criterion} is answered. Thank you.");
            return Go("/Inbox/Index");
        },
        ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Shown.Framework.FindCriterion(Criterion) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        Criterion = asked.Id;
        Area = Shown.Framework.JudgementOf(asked.Id);
        Shown.RequireReadable(Area.Code, asked.Id);
        var share = Shown.Share;
        MayWrite = Shown.IsOpen && share.MayAnswer(Area.Code, asked.Id);
        Grades = [.. Shown.Framework.Scale.Select(g => new SelectListItem(g.Label, g.Code))];
        NextCriterion = Shown.Framework.Criteria.SkipWhile(c => c.Id != asked.Id).Skip(1)
            .FirstOrDefault(c => share.MayAnswer(Shown.Framework.JudgementOf(c.Id).Code, c.Id))?.Id;
        return null;
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var mine = MyTasks();
        var beside = await db.SelfAssessments.Where(a => a.Id == Id).Select(a => new
        {
            Evidence = db.EvidenceLinks.Where(l => l.SelfAssessmentId == a.Id && l.CriterionId == Criterion)
                .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e })
                .Join(db.StoredFiles, l => l.Item.FileSha256, f => f.Sha256, (l, f) => new { l.Link, l.Item, f.Safety })
                .OrderBy(l => l.Link.LinkedAt).ThenBy(l => l.Link.Id)
                .Select(l => new LinkedEvidence(l.Item.Id, l.Item.Title, l.Item.Kind, l.Link.Passage, l.Link.Reference, l.Safety, l.Link.FileVersion < l.Item.FileVersion, l.Item.DisposedAt != null)).ToList(),
            Task = mine.Select(t => (Id<PostTask>?)t.Id).FirstOrDefault(),
            DueOn = mine.Select(t => (DateOnly?)t.DueOn).FirstOrDefault(),
        }).FirstOr404Async(ct);
        (Evidence, MyTask, MyTaskDueOn) = (beside.Evidence, beside.Task, beside.DueOn);
        Disposed = await disposed.AmongAsync([.. Evidence.Where(e => e.IsDisposed).Select(e => e.Id).Distinct()], ct);
    }

    protected override Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct) => writers.MeetAsync(Shown.Assessment, Criterion, ct, WritersAtWork.AllOf(Area));

    protected override bool TypedIsValid() => Valid(Input, new AnswerForm.Validator());

    protected override Task<SaveOutcome<AnswerText>> SaveAsync(AnswerText text, int basedOn, CancellationToken ct) => save.AsAsync(Id, Criterion, text, basedOn, ct);

    protected override Task<SaveOutcome<AnswerText>> CompareAsync(AnswerText text, int basedOn, CancellationToken ct) =>
        save.CompareAsync(Shown.Assessment, Criterion, text, basedOn, ct);

    protected override void Fill(AnswerText text, int version) => Input = AnswerForm.Of(text, version);

    protected override IReadOnlyList<SaidText> Read(AnswerText text) => text.Read(Shown.Framework);

    private IQueryable<PostTask> MyTasks()
    {
        var posts = Me.Posts.Select(p => p.Id).ToList();
        return db.Tasks.Where(t => t.SelfAssessmentId == Id && t.About == Criterion && t.State == TaskState.Open && posts.Contains(t.PostId))
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id);
    }

    private Task<IActionResult> SaveAndOpenAsync(string criterion, CancellationToken ct) =>
        SaveFormAsync(nameof(AnswerForm.Know), "Saved", Go("Answer", new { id = Id, criterion }), ct);

    public sealed record LinkedEvidence(Id<EvidenceItem> Id, string Title, EvidenceKind Kind, string? Passage, int Reference, FileSafety Safety, bool ToEarlierVersion, bool IsDisposed);
}
