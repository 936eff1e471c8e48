using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Time;

namespace Portal.Web.Security;

/// <summary>The session of somebody who came by a link: a cookie of its own, sent to the pages for guests alone and good as long as the link's session.</summary>
public static class GuestSession
{
    public const string Scheme = "Guest";

    /// <summary>Where the pages for guests are; the cookie goes nowhere else.</summary>
    public const string Root = "/self-assessments/partner";

    private const string LinkClaim = "partner-link";

    /// <summary>Who a link lets in.</summary>
    public static ClaimsPrincipal Of(PartnerLink link) => new(new ClaimsIdentity([new Claim(LinkClaim, link.Id.ToString())], Scheme));

    internal static Id<PartnerLink>? LinkOf(ClaimsPrincipal guest) =>
        guest.Identities.FirstOrDefault(i => i.AuthenticationType == Scheme)?.FindFirst(LinkClaim) is { } claim && Id<PartnerLink>.TryParse(claim.Value, null, out var id) ? id : null;

    /// <summary>Whoever had typed something keeps it on the page that says so; a script is told in a status. Everybody else is sent to the page.</summary>
    private static async Task OverAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var held = context.Request.AcceptsData() ? null : await context.HttpContext.RequestServices.GetRequiredService<HeldForms>().HoldAsync(context.HttpContext);
        if (held is null && !context.Request.AcceptsData())
        {
            context.Response.Redirect($"{Root}/ended");
            return;
        }

        // Nobody is here any more: the form on the page that says so is anybody's to send.
        context.HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());
        context.HttpContext.Items[HeldForms.GuestItem] = held;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    internal static void Configure(CookieAuthenticationOptions options, bool isDevelopment)
    {
        options.Cookie.Name = "portal-partner";
        options.Cookie.Path = Root;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.ExpireTimeSpan = PartnerLink.SessionLasts;
        options.SlidingExpiration = false;
        options.Events.OnRedirectToLogin = OverAsync;
        options.Events.OnRedirectToAccessDenied = OverAsync;
    }
}

/// <summary>Met by whoever used a link whose session is open and whose assignment still stands; they act from then on.</summary>
internal sealed record CameByLink : IAuthorizationRequirement;

internal sealed class CameByLinkHandler(LinksOfAnybody links, CurrentPerson me, TimeProvider clock) : AuthorizationHandler<CameByLink>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CameByLink requirement)
    {
        var ct = (context.Resource as HttpContext)?.RequestAborted ?? default;
        if (GuestSession.LinkOf(context.User) is { } id
            && await links.OfSessionAsync(id, ct) is { } link
            && link.IsSessionOpen(clock.UtcNow())
            && await links.IsAssignedAsync(link, ct))
        {
            await me.BecomeGuestAsync(link, ct);
            context.Succeed(requirement);
        }
    }
}
