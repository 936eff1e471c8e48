using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>Reaches behind the pages, to set a scene quickly.</summary>
internal static class Scopes
{
    /// <summary>Does something in a scope that sees every body.</summary>
    public static async Task<T> AsPortalAsync<T>(this PortalSite site, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Does something as one of the people.</summary>
    public static async Task<T> AsAsync<T>(this PortalSite site, string person, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var email = Cast.EmailOf(person);
        var found = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().People.SingleAsync(p => p.Email == email);
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(found.Id, CancellationToken.None);
        return await work(scope.ServiceProvider);
    }
}
