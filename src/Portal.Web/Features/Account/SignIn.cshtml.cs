using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;

namespace Portal.Web.Features.Account;

/// <summary>Signing in with a password. In Development the page also lists the demonstration people.</summary>
[AllowAnonymous]
public sealed class SignInModel(
    SignInManager<Security.Account> signIn, HeldForms forms, CurrentPerson me, PortalDbContext db, IHostEnvironment environment) : PortalPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What somebody typed before their sign-in ended, encrypted; see <see cref="HeldForms"/>.</summary>
    [BindProperty]
    public string? Held { get; set; }

    /// <summary>What was typed, to be sent now; null unless somebody has just signed in again to go on with it.</summary>
    public HeldForm? GoOn { get; private set; }

    public IReadOnlyList<DemoAccount> DemoPeople { get; private set; } = [];

    public void OnGet(string? demo)
    {
        var person = DemoPeople.FirstOrDefault(p => p.Email == demo);
        if (person is not null)
        {
            Input = new Form { Email = person.Email };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var result = await signIn.PasswordSignInAsync(Input.Email!.Trim(), Input.Password!, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            ModelState.AddModelError("Input.Email", result.IsLockedOut
                ? AccountRules.TooManyTries
                : "The email address or the password is not right");
            return Invalid();
        }

        if (Held is not null && await signIn.UserManager.FindByNameAsync(Input.Email!.Trim()) is { } account
            && forms.Read(Held) is { } form && form.IsFor(account.Id))
        {
            // The page is already that of whoever signed in, so that its form is theirs to send.
            HttpContext.User = await signIn.CreateUserPrincipalAsync(account);
            await me.BecomeAsync(new Id<Person>(account.Id), ct);
            GoOn = form;
            return Page();
        }

        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : Go("/Index");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (environment.IsDevelopment())
        {
            DemoPeople = await DemoAccount.ListAsync(db, ct);
        }

        return null;
    }

    public sealed record Form
    {
        public string? Email { get; init; }

        public string? Password { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Email).NotEmpty().WithMessage("Enter your email address");
            RuleFor(f => f.Password).NotEmpty().WithMessage("Enter your password");
        }
    }
}
