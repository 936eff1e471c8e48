using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Opening a self-assessment: whose, against which framework, for which period, and by when. Checked before it is opened.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class OpenModel(PortalDbContext db, OpenSelfAssessment open, CarryForward carryForward, FrameworkLibrary frameworks, CurrentPerson me, TimeProvider clock) : PortalPage
{
    private IReadOnlyList<Framework> _offered = [];

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while what was entered is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Frameworks => [.. _offered.Select(f => new SelectListItem(Words(f), ValueOf(f)))];

    public void OnGet()
    {
        Input = new Form
        {
            Body = Bodies.Count == 1 ? Bodies[0].Value : null,
            Framework = Usual() is { } usual ? ValueOf(usual) : null,
        };
    }

    /// <summary>What can be carried forward from the last self-assessment.</summary>
    public static IReadOnlyList<SelectListItem> Carriable { get; } =
    [
        new("Answers, with what was to be done next", nameof(CarryWish.Answers)),
        new("Reasons of judgements", nameof(CarryWish.Judgements)),
        new("Links to evidence", nameof(CarryWish.Evidence)),
    ];

    /// <summary>What would be carried from where, in words; for checking.</summary>
    public string Carried { get; private set; } = "";

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()) || Choice() is not { } choice)
        {
            return Invalid();
        }

        await open.CheckAsync(choice.Body, choice.Code, choice.Version, choice.Plan, ct);
        Carried = await CarriedAsync(choice.Body, choice.Code, ct);
        Checking = true;
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()) || Choice() is not { } choice)
        {
            return Invalid();
        }

        var id = await open.ForAsync(choice.Body, choice.Code, choice.Version, choice.Plan, Input.Wish(), ct);
        Notice("The self-assessment is open. The first task is to assign the work.");
        return Go("Overview", new { id });
    }

    public string TextOf(IReadOnlyList<SelectListItem> items, string? value) => items.FirstOrDefault(i => i.Value == value)?.Text ?? "";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var bodies = me.Posts.Where(p => me.Runs(p.BodyId)).DistinctBy(p => p.BodyId).ToList();
        CurrentPerson.Require(bodies.Count > 0, "Only the chair, the board manager or the director can open a self-assessment.");
        Bodies = [.. bodies.Select(b => new SelectListItem(b.BodyName, b.BodyId.ToString()))];
        var ids = bodies.ConvertAll(b => b.BodyId);
        var kinds = await db.Bodies.Where(b => ids.Contains(b.Id)).Select(b => b.Kind).Distinct().ToListAsync(ct);
        _offered = [.. (await frameworks.LatestAsync(ct)).Where(f => kinds.Exists(f.IsFor)).OrderByDescending(IsInUse)];
        return null;
    }

    /// <summary>What was chosen, once it is valid; null when a choice was not one of those _offered.</summary>
    private (Id<Body> Body, string Code, int Version, AssessmentPlan Plan)? Choice()
    {
        var body = Bodies.FirstOrDefault(b => b.Value == Input.Body);
        var framework = _offered.FirstOrDefault(f => ValueOf(f) == Input.Framework);
        if (body is null)
        {
            ModelState.AddModelError("Input.Body", "Choose one of these");
        }

        if (framework is null)
        {
            ModelState.AddModelError("Input.Framework", "Choose one of these");
        }

        return body is null || framework is null
            ? null
            : (Id<Body>.Parse(body.Value, null), framework.Code, framework.Version,
                new AssessmentPlan(Input.PeriodFrom!.Value, Input.PeriodTo!.Value, Input.SubmissionDate!.Value));
    }

    private async Task<string> CarriedAsync(Id<Body> body, string frameworkCode, CancellationToken ct)
    {
        if (!Input.Wish().IsAnything)
        {
            return "Nothing";
        }

        var what = string.Join("; ", Carriable.Where(c => Input.Carry!.Contains(c.Value)).Select(c => c.Text));
        return await carryForward.LastAsync(body, frameworkCode, ct) is { } last
            ? $"{what}. From the self-assessment for {last.PeriodFrom.Words()} to {last.PeriodTo.Words()}. Each text waits until somebody confirms or changes it. Grades are given anew."
            : "Nothing: there is no earlier self-assessment against this framework";
    }

    /// <summary>The framework that is most likely meant: the only one that the body answers itself, in use today if there is one.</summary>
    private Framework? Usual()
    {
        var own = _offered.Where(f => f.AnsweredBy == AnsweredBy.Body).ToList();
        var inUse = own.FindAll(IsInUse);
        return (inUse.Count > 0 ? inUse : own) is [var only] ? only : null;
    }

    private bool IsInUse(Framework framework) => framework.IsValidOn(clock.Today());

    private string Words(Framework framework) => IsInUse(framework) ? framework.ShortTitle
        : framework.ValidTo is { } last && last < clock.Today() ? $"{framework.ShortTitle} (in use until {last.Words()})"
        : $"{framework.ShortTitle} (in use from {framework.ValidFrom.Words()})";

    private static string ValueOf(Framework framework) => $"{framework.Code}@{framework.Version}";

    public sealed record Form
    {
        public string? Body { get; init; }

        public string? Framework { get; init; }

        [Display(Name = "Start of the period")]
        public DateOnly? PeriodFrom { get; init; }

        [Display(Name = "End of the period")]
        public DateOnly? PeriodTo { get; init; }

        [Display(Name = "Submission date")]
        public DateOnly? SubmissionDate { get; init; }

        /// <summary>Names of what is carried forward.</summary>
        public IReadOnlyList<string>? Carry { get; init; }

        internal CarryWish Wish() => new(
            Carry?.Contains(nameof(CarryWish.Answers)) == true, Carry?.Contains(nameof(CarryWish.Judgements)) == true, Carry?.Contains(nameof(CarryWish.Evidence)) == true);
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Body).NotEmpty().WithMessage("Choose the board or authority");
            RuleFor(f => f.Framework).NotEmpty().WithMessage("Choose the framework");
            RuleFor(f => f.PeriodFrom).NotNull().WithMessage("Enter the day on which the period starts");
            RuleFor(f => f.PeriodTo).NotNull().WithMessage("Enter the day on which the period ends");
            RuleFor(f => f.SubmissionDate).NotNull().WithMessage("Enter the submission date");
        }
    }
}
