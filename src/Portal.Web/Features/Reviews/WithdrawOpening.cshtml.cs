using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>Taking the offer of a slot for the opening presentation back: reason, check, confirm.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class WithdrawOpeningModel(OfferOpening offer) : ConfirmedPage<WithdrawOpeningModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<OpeningSlot> Id { get; set; }

    public OpeningSlot Slot { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await offer.WithdrawAsync(Id, Input.Shown, Input.Reason, ct);
        Notice("Withdrawn. Those who run the self-assessment are told by mail. Another slot can be offered.");
        return Go("Details", new { id = Slot.ReviewId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Slot = await offer.ReadAsync(Id, ct);
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }

        /// <summary>The version of the offer that was shown.</summary>
        public int Shown { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the offer is withdrawn")
            .MaximumLength(OpeningSlot.LongestText).WithMessage($"The reason must be {OpeningSlot.LongestText:N0} characters or less");
    }
}
