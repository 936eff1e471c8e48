using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>What somebody without an open session finds instead of a page for guests; whoever had typed something goes on from here with another link.</summary>
[AllowAnonymous]
public sealed class EndedModel(PartnerLinks links, LinksOfAnybody anybody, HeldForms forms) : PortalPage
{
    /// <summary>What was typed, encrypted.</summary>
    [BindProperty]
    public string? Held { get; set; }

    /// <summary>The address of another link.</summary>
    [BindProperty]
    public string? Link { get; set; }

    /// <summary>What was typed, to be sent now; null unless another link was opened to go on with it.</summary>
    public HeldForm? GoOn { get; private set; }

    /// <summary>What was typed, while no link is opened.</summary>
    public HeldOfGuest? Typed { get; private set; }

    public void OnGet() => Response.StatusCode = StatusCodes.Status404NotFound;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Held is null || forms.Read(Held) is not { } form)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        var token = (Link ?? "").Trim().TrimEnd('/').Split('/')[^1];
        if (token.Length == 0)
        {
            return Again("Enter the address of the link");
        }

        try
        {
            var link = await links.UseAsync(token, ct);
            await HttpContext.SignInAsync(GuestSession.Scheme, GuestSession.Of(link));
            if (!await IsTheirsAsync(form, link, ct))
            {
                return Go("Index");
            }

            // The page is already that of the guest, so that its form is theirs to send.
            HttpContext.User = GuestSession.Of(link);
            GoOn = form;
            return Page();
        }
        catch (RuleBroken unusable)
        {
            return Again(unusable.Message);
        }
    }

    private async Task<bool> IsTheirsAsync(HeldForm form, PartnerLink link, CancellationToken ct) => form.Writer is null
        || (Id<PartnerLink>.TryParse(form.Writer, null, out var former) && (await anybody.OfSessionAsync(former, ct))?.PersonId == link.PersonId);

    private PageResult Again(string why)
    {
        Typed = new HeldOfGuest(Held!, Link, why);
        ModelState.AddModelError(nameof(Link), why);
        return Invalid();
    }
}
