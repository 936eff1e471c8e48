using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Reading a submitted area as a whole, and agreeing it or sending it back with reasons beside each text: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ChallengeModel(PortalDbContext db, AssessmentReader reader, DecideOnArea decide) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    public AreaStatus Status { get; private set; }

    public JudgementText? Judgement { get; private set; }

    public IReadOnlyDictionary<string, AnswerText> Answers { get; private set; } = new Dictionary<string, AnswerText>();

    /// <summary>True while what was typed is shown once more before it is sent back.</summary>
    public bool Checking { get; private set; }

    /// <summary>True while the area can be agreed or sent back.</summary>
    public bool CanDecide => Shown.IsOpen && Status is AreaStatus.Submitted or AreaStatus.Agreed;

    /// <summary>What was typed, in the order of the page.</summary>
    public IEnumerable<WantedChange> Wanted =>
    [
        .. string.IsNullOrWhiteSpace(Input.Whole) ? [] : new[] { new WantedChange(null, Input.Whole) },
        .. Input.Criteria.Where(c => !string.IsNullOrWhiteSpace(c.Reason)).Select(c => new WantedChange(c.Id, c.Reason!)),
    ];

    public async Task OnGetAsync(CancellationToken ct) => Input = new Form { DueOn = await decide.UsualDayAsync(Shown.Assessment.BodyId, ct), Criteria = [.. Area.Criteria.Select(c => new Row { Id = c.Id })] };

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct)
    {
        if (Wanted.Any())
        {
            ModelState.AddModelError("Input.Whole", "You wrote what must change: request the changes, or empty the boxes and agree");
            return Invalid();
        }

        await decide.AgreeAsync(Id, Area.Code, ct);
        Notice($"{Area.Title} is agreed.");
        return Go("Area", new { id = Id, code = Area.Code });
    }

    public IActionResult OnPostCheck()
    {
        if (!IsOfThisPage() || !Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Checking = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsOfThisPage() || !Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await decide.RequestChangesAsync(Id, Area.Code, [.. Wanted], Input.DueOn!.Value, ct);
        Notice($"{Area.Title} is sent back. Whoever leads it has been asked to change it by {Input.DueOn!.Value.Words()}; your reasons stand beside each text until it is submitted again.");
        return Go("Area", new { id = Id, code = Area.Code });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment agree an area or send it back.");
        if (Shown.Framework.FindJudgement(Code) is not { } area)
        {
            return NotFound();
        }

        Area = area;
        Status = await db.AreaProgress.Where(p => p.SelfAssessmentId == Id && p.JudgementCode == area.Code).Select(p => p.Status).FirstOrDefaultAsync(ct);
        Judgement = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == Id && j.JudgementCode == area.Code).Select(j => j.Text).FirstOrDefaultAsync(ct);
        var criteria = area.Criteria.Select(c => c.Id).ToList();
        Answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id && criteria.Contains(a.CriterionId)).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        return null;
    }

    /// <summary>The page shows a box for each criterion; a form that sends others did not come from it.</summary>
    private bool IsOfThisPage() => Input.Criteria.Select(c => c.Id).SequenceEqual(Area.Criteria.Select(c => c.Id));

    public sealed record Form
    {
        public string? Whole { get; init; }

        public IList<Row> Criteria { get; init; } = [];

        [Display(Name = "Day by which it is changed")]
        public DateOnly? DueOn { get; init; }
    }

    /// <summary>What must change in the answer to one criterion.</summary>
    public sealed record Row
    {
        public string Id { get; init; } = "";

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        /// <summary>About a page and a half for each text: more is better said in a conversation.</summary>
        private const int Most = 4000;

        public Validator()
        {
            RuleFor(f => f.Whole).Must((form, whole) => !string.IsNullOrWhiteSpace(whole) || form.Criteria.Any(c => !string.IsNullOrWhiteSpace(c.Reason)))
                .WithMessage("Say what must change, for the whole area or for one of its criteria");
            RuleFor(f => f.Whole).MaximumLength(Most).WithMessage("Each reason must be 4,000 characters or fewer");
            RuleForEach(f => f.Criteria).ChildRules(row =>
                row.RuleFor(r => r.Reason).MaximumLength(Most).WithMessage("Each reason must be 4,000 characters or fewer"));
            RuleFor(f => f.DueOn).NotNull().WithMessage("Enter the day by which it is to be changed");
        }
    }
}
