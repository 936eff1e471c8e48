using Microsoft.AspNetCore.Authorization;

namespace Portal.Web.Features.Help;

/// <summary>Guidance for everybody who uses the portal.</summary>
[AllowAnonymous]
public sealed class IndexModel : PortalPage;
