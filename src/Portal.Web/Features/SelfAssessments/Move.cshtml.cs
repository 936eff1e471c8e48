using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Moving the submission date: new date and reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class MoveModel(AssessmentReader reader, MoveSubmission move) : ConfirmedPage<MoveModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => move.CheckAsync(Id, Input.SubmissionDate!.Value, ct);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await move.ToAsync(Id, Input.SubmissionDate!.Value, Input.Reason, ct);
        Notice($"The self-assessment is now to be submitted by {Input.SubmissionDate.Value.Words()}.");
        return Go("Overview", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can move its submission date.");
        return null;
    }

    public sealed record Form
    {
        [Display(Name = "Submission date")]
        public DateOnly? SubmissionDate { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.SubmissionDate).NotNull().WithMessage("Enter the new submission date");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the date is moved").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
