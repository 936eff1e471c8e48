using FluentValidation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>A partner without an account submits its part, with a caveat or dissent where it has one.</summary>
[Authorize(Policies.Guest)]
public sealed class SubmitModel(PortalDbContext db, AssessmentReader reader, PartnerLinks links, CurrentPerson me) : PortalPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public GuestPart Part { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await links.SubmitPartAsync(Input.Kind, Input.Caveat, ct);
        await HttpContext.SignOutAsync(GuestSession.Scheme);
        return Go("Done");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Part = await GuestPart.LoadAsync(db, reader, me, ct);
        return null;
    }

    public sealed record Form
    {
        public CaveatKind Kind { get; init; }

        public string? Caveat { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Caveat).CaveatText();
    }
}
