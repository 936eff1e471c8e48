using Portal.Domain.People;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>Where an administrator acts on the cases of all bodies.</summary>
public sealed class CaseDesk(WiderSight sight, CurrentPerson me)
{
    /// <exception cref="Forbidden">The present person is no administrator.</exception>
    public Task<AsyncServiceScope> OpenAsync(CancellationToken ct)
    {
        CurrentPerson.Require(me.Holds(PostRole.Administrator), "Only administrators act on the cases of all bodies.");
        return sight.OpenAsync(ct);
    }
}
