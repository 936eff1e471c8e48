using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Files.Downloads;
using Portal.Web.Jobs;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>Wires sign-in and access: closed unless a page opens it, and then to the posts its policy names.</summary>
public static class SecurityRegistration
{
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CurrentPerson>();
        builder.Services.AddScoped<WiderSight>();
        builder.Services.AddScoped<MailAddressMove>().AddScoped<ChangeMailAddress>().AddScoped<CorrectMailAddress>().AddRecurringJob<ForgetAddressChangesJob>(ForgetAddressChangesJob.Name, ForgetAddressChangesJob.Cron);
        builder.Services.AddScoped<WritingAccess>();
        builder.Services.AddScoped<LinksOfAnybody>();
        builder.Services.AddScoped<PackLinksOfAnybody>();
        builder.Services.AddAuditing();
        builder.Services.AddSingleton<HeldForms>();
        builder.Services.AddScoped<IAuthorizationHandler, HoldsPostHandler>();
        builder.Services.AddScoped<IAuthorizationHandler, CameByLinkHandler>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddAuthentication().AddCookie(GuestSession.Scheme, cookie => GuestSession.Configure(cookie, builder.Environment.IsDevelopment()));
        builder.Services.AddIdentityCore<Account>()
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "portal";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.LoginPath = "/account/sign-in";
            cookie.LogoutPath = "/account/sign-out";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = AskToSignInAsync;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        builder.Services.AddAuthorization(options =>
        {
            foreach (var (name, roles) in Policies.Roles)
            {
                options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsPost(roles)));
            }

            options.AddPolicy(Policies.Guest, policy => policy.AddAuthenticationSchemes(GuestSession.Scheme).RequireAuthenticatedUser().AddRequirements(new CameByLink()));

            // A page that names no policy is closed to everybody; an address that leads nowhere is left to the 404 page.
            options.FallbackPolicy = new AuthorizationPolicyBuilder()
                .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null).Build();
        });
        return builder;
    }

    /// <summary>Signs the person in for the request: who acts, which posts they hold and which records they may see. The addresses of downloads say that themselves.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseDownloadOrigin();
        app.UseWhen(http => !http.Request.Path.StartsWithSegments(DownloadOptions.Path, StringComparison.OrdinalIgnoreCase), pages =>
        {
            pages.UseAuthentication();
            pages.Use(async (context, next) =>
            {
                if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Id<Person>.TryParse(id, null, out var personId))
                {
                    await context.RequestServices.GetRequiredService<CurrentPerson>().BecomeAsync(personId, context.RequestAborted);
                }

                await next(context);
            });
        });
        app.UseAuthorization();
        return app;
    }

    /// <summary>A script is told in a status, and whoever had typed something keeps it on the page on which they sign in again. Everybody else is sent to sign in.</summary>
    private static async Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var held = context.Request.AcceptsData() ? null : await context.HttpContext.RequestServices.GetRequiredService<HeldForms>().HoldAsync(context.HttpContext);
        if (held is null && !context.Request.AcceptsData())
        {
            context.Response.Redirect(context.RedirectUri);
            return;
        }

        context.HttpContext.Items[HeldForms.Item] = held;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
