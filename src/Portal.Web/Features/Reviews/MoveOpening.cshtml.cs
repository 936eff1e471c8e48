using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Reviews;

/// <summary>Moving the slot for the opening presentation to another time: time and reason, check, confirm.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class MoveOpeningModel(OfferOpening offer) : ConfirmedPage<MoveOpeningModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<OpeningSlot> Id { get; set; }

    public OpeningSlot Slot { get; private set; } = null!;

    public void OnGet() => Input = new Form { Day = DateOnly.FromDateTime(UkTime.InUk(Slot.StartsAt)), Time = Slot.StartsAt.ClockTime(), Minutes = $"{Slot.Minutes}" };

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => offer.CheckMoveAsync(Id, Input.Shown, Input.StartsAt(), Input.Length(), Input.Reason, ct);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await offer.MoveAsync(Id, Input.Shown, Input.StartsAt(), Input.Length(), Input.Reason, ct);
        Notice("Moved. Those who run the self-assessment are told by mail and answer anew.");
        return Go("Details", new { id = Slot.ReviewId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Slot = await offer.ReadAsync(Id, ct);
        return null;
    }

    public sealed record Form : SlotForm
    {
        public string? Reason { get; init; }

        /// <summary>The version of the offer that was shown.</summary>
        public int Shown { get; init; }
    }

    public sealed class Validator : SlotFormValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the slot is moved")
            .MaximumLength(OpeningSlot.LongestText).WithMessage($"The reason must be {OpeningSlot.LongestText:N0} characters or less");
    }
}
