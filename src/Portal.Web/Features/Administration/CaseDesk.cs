using Portal.Domain.People;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>
/// Where an administrator acts on the cases of all bodies: in a unit of work of its own, with the sight of the portal itself, so that nothing of
/// what is read there can reach the page that asked.
/// </summary>
public sealed class CaseDesk(IServiceScopeFactory scopes, CurrentPerson me)
{
    /// <exception cref="Forbidden">The present person is no administrator.</exception>
    public async Task<AsyncServiceScope> OpenAsync(CancellationToken ct)
    {
        CurrentPerson.Require(me.Holds(PostRole.Administrator), "Only administrators act on the cases of all bodies.");
        var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(me.Id, ct);
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return scope;
    }
}
