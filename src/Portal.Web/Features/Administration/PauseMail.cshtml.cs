using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Mail;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>Pausing the sending of mails: check, confirm.</summary>
[Authorize(Policies.Administrator)]
public sealed class PauseMailModel(MailDesk desk) : ConfirmedPage<PauseMailModel.Form>
{
    protected override IValidator<Form> Rules { get; } = new Validator();

    public void OnGet()
    {
    }

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await desk.PauseAsync(Input.Reason, ct);
        Notice("Sending is paused.");
        return Go("Mail");
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why sending is paused")
            .MaximumLength(MailPause.LongestReason).WithMessage($"The reason must be {MailPause.LongestReason:N0} characters or less");
    }
}
