using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Web.Jobs;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Jobs;

public sealed class DashboardTests
{
    [Fact]
    public async Task Only_an_administrator_sees_hangfires_pages()
    {
        await using var file = await ScratchDatabase.CreateAsync();
        await using var portal = TestPortal.On(file, services: services =>
        {
            services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("Header", _ => { });
            services.AddAuthorization(o => o.AddPolicy("Administrator", p => p.RequireRole("Administrator")));
        });
        portal.App.UseAuthentication();
        portal.App.UseAuthorization();
        portal.App.MapJobsDashboard();
        await portal.App.StartAsync();

        (await OpenAsync(portal, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await OpenAsync(portal, "Chair")).ShouldBe(HttpStatusCode.Forbidden);
        (await OpenAsync(portal, "Administrator")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> OpenAsync(TestPortal portal, string? role)
    {
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, portal.App.Urls.Single() + "/administration/jobs/hangfire");
        if (role is not null)
        {
            request.Headers.Add("Role", role);
        }

        using var response = await browser.SendAsync(request);
        return response.StatusCode;
    }

    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers["Role"].ToString() is { Length: > 0 } role
                ? AuthenticateResult.Success(new AuthenticationTicket(
                    new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], Scheme.Name)), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}
