using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>What somebody without an open session finds instead of a page for guests.</summary>
[AllowAnonymous]
public sealed class EndedModel : PortalPage
{
    public void OnGet()
    {
    }

    protected override Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return base.LoadAsync(ct);
    }
}
