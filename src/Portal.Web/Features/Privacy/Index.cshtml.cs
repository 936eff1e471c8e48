using Microsoft.AspNetCore.Authorization;

namespace Portal.Web.Features.Privacy;

/// <summary>The privacy notice.</summary>
[AllowAnonymous]
public sealed class IndexModel : PortalPage;
