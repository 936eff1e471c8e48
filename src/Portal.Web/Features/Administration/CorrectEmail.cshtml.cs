using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>Where an administrator corrects the email address of somebody: address and reason, check, confirm.</summary>
[Authorize(Policies.Administrator)]
public sealed class CorrectEmailModel(PortalDbContext db, CorrectMailAddress correct) : ConfirmedPage<CorrectEmailModel.Form>
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 500;

    [FromRoute]
    public Id<Person> Id { get; set; }

    public Person Person { get; private set; } = null!;

    protected override IValidator<Form> Rules => new Validator();

    public void OnGet()
    {
    }

    protected override async Task CheckAsync(CancellationToken ct)
    {
        await correct.CheckAsync(Id, Input.Email!, ct);
        Input = Input with { Shown = Person.Email };
    }

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await correct.AsAsync(Id, Input.Shown ?? "", Input.Email!, Input.Reason, ct);
        Notice($"Mail to {Person.Name} goes to {Input.Email!.Trim()} from now on.");
        return Go("Mail");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Person = await db.People.AsNoTracking().Where(p => p.Id == Id).FirstOr404Async(ct);
        return null;
    }

    public sealed record Form
    {
        public string? Email { get; init; }

        public string? Reason { get; init; }

        /// <summary>The present address, as it was read when this was checked.</summary>
        public string? Shown { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Email).IsAnEmailAddress();
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the address is corrected")
                .MaximumLength(LongestReason).WithMessage($"The reason must be {LongestReason} characters or fewer");
        }
    }
}
