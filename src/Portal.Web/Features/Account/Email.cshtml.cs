using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Account;

/// <summary>Where a person corrects their own email address: a link goes to the new one, and nothing changes until it is used.</summary>
[Authorize(Policies.SignedIn)]
public sealed class EmailModel(PortalDbContext db, ChangeMailAddress change, CurrentPerson me) : PortalPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string Email => me.Person.Email;

    /// <summary>What was asked for and waits to be confirmed.</summary>
    public AddressChange? Waiting { get; private set; }

    /// <summary>Whether mail to the present address does not arrive.</summary>
    public bool Fails { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await change.AskAsync(Input.Email!, Input.Password!, ct);
        Notice($"A mail is on its way to {Input.Email!.Trim()}. Open the link in it to confirm the address.");
        return Go("Email");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        await change.TakeBackAsync(ct);
        Notice("Your address stays as it is. The link that was sent leads nowhere any more.");
        return Go("Email");
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var person = me.Id;
        Waiting = await change.WaitingAsync(ct);
        Fails = await db.FailingMails().AnyAsync(m => m.PersonId == person, ct);
    }

    public sealed record Form
    {
        public string? Email { get; init; }

        /// <summary>The present one.</summary>
        public string? Password { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Email).IsAnEmailAddress("your new");
            RuleFor(f => f.Password).NotEmpty().WithMessage("Enter your password");
        }
    }
}
