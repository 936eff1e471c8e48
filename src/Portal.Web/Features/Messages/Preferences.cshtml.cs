using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Mail;
using Portal.Web.Security;

namespace Portal.Web.Features.Messages;

/// <summary>Which of the portal's messages are mailed to the person; all of them stand in the portal.</summary>
[Authorize(Policies.SignedIn)]
public sealed class PreferencesModel(MailChoices choices, CurrentPerson me) : PortalPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string Email => me.Person.Email;

    public async Task OnGetAsync(CancellationToken ct) => Input = new Form { Routine = (await choices.OfAsync(me.Id, ct)).ToString() };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await choices.SetAsync(me.Id, Enum.Parse<MailChoice>(Input.Routine!), ct);
        Notice("Your choice is saved. It holds from the next mail on.");
        return Go("Index");
    }

    public sealed record Form
    {
        public string? Routine { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Routine).Must(r => Enum.GetNames<MailChoice>().Contains(r, StringComparer.Ordinal)).WithMessage("Choose how you get reminders and digest");
    }
}
