using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>Chair or director signs the version they have read.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SignModel(PresentVersion present, DecideSignOff decide) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownVersion Version { get; private set; } = null!;

    /// <summary>True while the person is asked to decide and the version is still the one they were shown.</summary>
    public bool MayGoOn => Version.AskedToDecide && Input.ShownHash == Version.ContentHash;

    /// <param name="read">Content hash of the version that was read before; without it, that of the present one.</param>
    public IActionResult OnGet(string? read)
    {
        Input = new Form { ShownHash = read ?? Version.ContentHash };
        return Version.AskedToDecide ? Page() : Go("Read", new { Id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await decide.SignAsync(Id, Input.ShownHash, ct);
        return Go("Signed", new { Id });
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
        public bool HasRead { get; init; }

        /// <summary>Content hash of the version that the person was shown.</summary>
        public string? ShownHash { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.HasRead).Equal(true).WithMessage("Confirm that you have read this version and stand by it");
    }
}
