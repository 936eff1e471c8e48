using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Answering one criterion, with guidance beside the questions and the evidence beneath.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnswerModel(
    PortalDbContext db, AssessmentReader reader, SaveAnswer save, WordingReader wording, TaskCompletion tasks, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>What the language coach has to say about the text as it is saved.</summary>
    public Wording Said { get; private set; } = Wording.None;

    public Guidance Guidance => new(Shown.Framework, Area, Asked, Input.SelfGrade);

    public Criterion Asked { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    public bool MayWrite { get; private set; }

    public IReadOnlyList<LinkedEvidence> Evidence { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Grades { get; private set; } = [];

    /// <summary>The next criterion in the framework that the present person may answer; null when there is none.</summary>
    public string? NextCriterion { get; private set; }

    /// <summary>The present person's task to answer this criterion, while it is open.</summary>
    public Id<PostTask>? MyTask { get; private set; }

    /// <summary>The last day for it.</summary>
    public DateOnly? MyTaskDueOn { get; private set; }

    /// <summary>What somebody else saved meanwhile; null unless the save lost the race.</summary>
    public SavedFirst<AnswerText>? SavedFirst { get; private set; }

    /// <summary>A grade in the framework's words.</summary>
    public string LabelOf(string? grade) => grade is null ? "None" : Shown.Framework.Grade(grade).Label;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var answer = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == Id && a.CriterionId == Criterion, ct);
        if (answer is not null)
        {
            Input = Form.Of(answer.Text, answer.Version);
            Said = await wording.OfAsync(Id, Criterion, answer.Text, ct);
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(() => Done("Saved.", Criterion), ct);

    public Task<IActionResult> OnPostNextAsync(CancellationToken ct) => SaveAsync(() => Done("Saved.", NextCriterion ?? Criterion), ct);

    public Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => SaveAsync(
        async () =>
        {
            if (MyTask is { } task)
            {
                await tasks.FinishAsync(task, "Done", null, ct);
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
        Evidence = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id && l.CriterionId == asked.Id)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e })
            .OrderBy(l => l.Link.LinkedAt).ThenBy(l => l.Link.Id)
            .Select(l => new LinkedEvidence(l.Item.Id, l.Item.Title, l.Item.Kind, l.Link.Passage)).ToListAsync(ct);
        var posts = me.Posts.Select(p => p.Id).ToList();
        var mine = await db.Tasks.Where(t => t.SelfAssessmentId == Id && t.About == asked.Id && t.State == TaskState.Open && posts.Contains(t.PostId))
            .Select(t => new { t.Id, t.DueOn }).FirstOrDefaultAsync(ct);
        (MyTask, MyTaskDueOn) = (mine?.Id, mine?.DueOn);
        return null;
    }

    private async Task<IActionResult> SaveAsync(Func<Task<IActionResult>> then, CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var outcome = await save.AsAsync(Id, Criterion, Input.Text(), Input.BasedOn, ct);
        if (outcome.Saved)
        {
            return await then();
        }

        SavedFirst = outcome.SavedFirst;
        Input = Input with { BasedOn = outcome.Version };
        ModelState.Remove("Input.BasedOn");
        ModelState.AddModelError("Input.Know", $"{SavedFirst!.By} saved this answer while you were writing. Both texts are below: put together what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private Task<IActionResult> Done(string notice, string criterion)
    {
        Notice(notice);
        return Task.FromResult<IActionResult>(Go("Answer", new { id = Id, criterion }));
    }

    public sealed record LinkedEvidence(Id<EvidenceItem> Id, string Title, EvidenceKind Kind, string? Passage);

    public sealed record Form
    {
        public string? Know { get; init; }

        public string? HowKnown { get; init; }

        public string? Difference { get; init; }

        public string? Next { get; init; }

        [Display(Name = "Strength of the claim")]
        public ClaimStrength? Strength { get; init; }

        public string? SelfGrade { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }

        internal static Form Of(AnswerText text, int version) => new()
        {
            Know = text.Know,
            HowKnown = text.HowKnown,
            Difference = text.Difference,
            Next = text.Next,
            SelfGrade = text.SelfGrade,
            Strength = text.Strength,
            BasedOn = version,
        };

        internal AnswerText Text() => new(Know ?? "", HowKnown ?? "", Difference ?? "", Next ?? "", string.IsNullOrEmpty(SelfGrade) ? null : SelfGrade, Strength);
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Know).LongText("What do we know");
            RuleFor(f => f.HowKnown).LongText("How do we know it");
            RuleFor(f => f.Difference).LongText("What difference has it made");
            RuleFor(f => f.Next).LongText("What will we do next");
        }
    }
}
