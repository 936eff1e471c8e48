using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Matters;

/// <summary>Moving the day of a matter: new day and reason, check, confirm.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class MoveModel(MatterReader reader, MoveMatter move) : ConfirmedPage<MoveModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => move.CheckAsync(Id, Input.Day!.Value, ct);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await move.ToAsync(Id, Input.Day!.Value, Input.Reason, ct);
        Notice($"The date is now {Input.Day.Value.Words()}.");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.MayMove, "Only whoever opened the matter or runs the body can move its date, as long as it goes on.");
        return null;
    }

    public sealed record Form
    {
        [Display(Name = "New date")]
        public DateOnly? Day { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Day).NotNull().WithMessage("Enter the new date");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the date is moved").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
