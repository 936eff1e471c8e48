using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>Chair or director sends the version they have read back with reasons, or withdraws the signature they gave, until the other has signed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReturnModel(PresentVersion present, DecideSignOff decide) : ConfirmedPage<ReturnModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownVersion Version { get; private set; } = null!;

    /// <summary>True while the person is asked to decide, or has signed alone, and the version is still the one they were shown.</summary>
    public bool MayGoOn => (Version.AskedToDecide || Version.MayWithdraw) && Input.ShownHash == Version.ContentHash;

    /// <param name="read">Content hash of the version that was read before; without it, that of the present one.</param>
    public IActionResult OnGet(string? read)
    {
        Input = new Form { ShownHash = read ?? Version.ContentHash };
        return Version.AskedToDecide || Version.MayWithdraw ? Page() : Go("Read", new { Id });
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await decide.ReturnAsync(Id, Input.Reason, Input.ShownHash, ct);
        return Go("Returned", new { Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await present.FindAsync(Id, null, ct) is not { } version)
        {
            return NotFound();
        }

        Version = version;
        return version.MaySign ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    public sealed record Form
    {
        public string? Reason { get; init; }

        /// <summary>Content hash of the version that the person was shown.</summary>
        public string? ShownHash { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why you return the self-assessment and what must change");
    }
}
