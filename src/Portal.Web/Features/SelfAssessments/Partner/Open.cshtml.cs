using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>Where a link leads. Opening it changes nothing, because mail scanners do too; the button uses it.</summary>
[AllowAnonymous]
public sealed class OpenModel(PartnerLinks links) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Why it opens nothing; null while it can be used.</summary>
    public string? WhyNot { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (WhyNot is not null)
        {
            return Page();
        }

        try
        {
            var link = await links.UseAsync(Token, ct);
            await HttpContext.SignInAsync(GuestSession.Scheme, GuestSession.Of(link));
            return Go("Index");
        }
        catch (RuleBroken unusable)
        {
            // Somebody else used it in the same moment: the page says what it would have said a moment later.
            WhyNot = await links.WhyNotAsync(Token, ct) ?? unusable.Message;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        WhyNot = await links.WhyNotAsync(Token, ct);
        if (WhyNot is not null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return null;
    }
}
