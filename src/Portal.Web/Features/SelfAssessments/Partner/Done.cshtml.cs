using Microsoft.AspNetCore.Authorization;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>The last page of somebody who came by a link.</summary>
[AllowAnonymous]
public sealed class DoneModel : PortalPage
{
    public void OnGet()
    {
    }
}
