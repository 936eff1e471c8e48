using Microsoft.AspNetCore.Authorization;

namespace Portal.Web.Features.Accessibility;

/// <summary>The accessibility statement.</summary>
[AllowAnonymous]
public sealed class IndexModel : PortalPage;
