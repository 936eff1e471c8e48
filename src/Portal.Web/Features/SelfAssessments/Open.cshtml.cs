using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Opening a self-assessment: whose, against which framework, for which period, and by when. Checked before it is opened.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class OpenModel(OpenSelfAssessment open, FrameworkLibrary frameworks, CurrentPerson me) : PortalPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while what was entered is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Frameworks { get; private set; } = [];

    public void OnGet()
    {
        if (Bodies.Count == 1)
        {
            Input = new Form { Body = Bodies[0].Value };
        }
    }

    public IActionResult OnPostCheck()
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Checking = true;
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()) || !Id<Body>.TryParse(Input.Body, null, out var body) || Choice(Input.Framework) is not { } framework)
        {
            return Invalid();
        }

        var id = await open.ForAsync(
            body, framework.Code, framework.Version, new AssessmentPlan(Input.PeriodFrom!.Value, Input.PeriodTo!.Value, Input.SubmissionDate!.Value), ct);
        Notice("The self-assessment is open. The first task is to assign the work.");
        return Go("Overview", new { id });
    }

    public string TextOf(IReadOnlyList<SelectListItem> items, string? value) => items.FirstOrDefault(i => i.Value == value)?.Text ?? "";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var bodies = me.Posts.Where(p => me.Runs(p.BodyId)).DistinctBy(p => p.BodyId).ToList();
        CurrentPerson.Require(bodies.Count > 0, "Only the chair, the board manager or the director can open a self-assessment.");
        Bodies = [.. bodies.Select(b => new SelectListItem(b.BodyName, b.BodyId.ToString()))];
        Frameworks = [.. (await frameworks.LatestAsync(ct)).Select(f => new SelectListItem(f.ShortTitle, $"{f.Code}@{f.Version}"))];
        return null;
    }

    private static (string Code, int Version)? Choice(string? framework) =>
        framework?.Split('@') is [var code, var number] && int.TryParse(number, out var version) ? (code, version) : null;

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
