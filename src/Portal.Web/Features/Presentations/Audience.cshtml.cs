using Microsoft.AspNetCore.Authorization;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>One slide and nothing else, for the wall: no notes are in it, whoever opens it.</summary>
[Authorize(Policies.SignedIn)]
public sealed class AudienceModel(PresentationReader reader) : SlideBySlidePage(reader)
{
    public void OnGet()
    {
    }
}
