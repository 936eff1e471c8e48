using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Ending a matter before its time: reason, check, confirm.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class WithdrawModel(MatterReader reader, WithdrawMatter withdraw) : ConfirmedPage<WithdrawModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await withdraw.AsAsync(Id, Input.Reason, ct);
        Notice("The matter was withdrawn. Everything said in it stays here to be read.");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.MayEnd, "Only whoever opened the matter or runs the body can withdraw it, as long as it goes on.");
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why it is withdrawn")
            .MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
    }
}
