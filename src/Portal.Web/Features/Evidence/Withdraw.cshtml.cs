using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Withdrawing an item that supports nothing: reason, check, confirm, and what happens next.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class WithdrawModel(PortalDbContext db, WithdrawEvidence withdraw, CurrentPerson me) : ConfirmedPage<WithdrawModel.Form>
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 1000;

    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public string Title { get; private set; } = "";

    public Id<Body> Body { get; private set; }

    /// <summary>Set once it is done.</summary>
    public bool IsWithdrawn { get; private set; }

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await withdraw.AsAsync(Id, Input.Reason, ct);
        return Go("Withdraw", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(e => e.Id == Id, ct);
        if (item is null)
        {
            return NotFound();
        }

        Title = item.Title;
        Body = item.BodyId;
        IsWithdrawn = item.WithdrawnAt is not null;
        return WithdrawEvidence.MayBy(me, item) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the item is withdrawn");
            RuleFor(f => f.Reason).MaximumLength(LongestReason).WithMessage($"The reason must be {LongestReason} characters or less");
        }
    }
}
