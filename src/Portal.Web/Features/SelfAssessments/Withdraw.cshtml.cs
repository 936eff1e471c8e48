using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Ending a self-assessment without submission: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class WithdrawModel(AssessmentReader reader, WithdrawSelfAssessment withdraw) : ConfirmedPage<WithdrawModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await withdraw.AsAsync(Id, Input.Reason, ct);
        Notice("The self-assessment was withdrawn. Everything written stays here to be read.");
        return Go("Overview", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can withdraw it.");
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the self-assessment is withdrawn")
            .MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
    }
}
