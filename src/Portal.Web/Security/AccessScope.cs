using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Security;

/// <summary>Which bodies' records the present unit of work may see; every query on such records is filtered by it.</summary>
/// <remarks>Closed until somebody is known: an anonymous request sees nothing.</remarks>
public sealed class AccessScope
{
    /// <summary>True for the portal's own jobs and commands, which see every body.</summary>
    public bool Everything { get; private set; }

    /// <summary>Bodies whose records may be read.</summary>
    public IReadOnlyList<Id<Body>> BodyIds { get; private set; } = [];

    /// <summary>Bodies under a review of which the person is a team member: their handed-over packs may be read, nothing else.</summary>
    public IReadOnlyList<Id<Body>> ReviewedBodyIds { get; private set; } = [];

    /// <summary>Opens the scope for the portal itself.</summary>
    public void OpenForPortal() => Everything = true;

    /// <summary>Opens the scope for a person.</summary>
    public void OpenFor(IEnumerable<Id<Body>> bodies, IEnumerable<Id<Body>> reviewed)
    {
        Everything = false;
        BodyIds = [.. bodies.Distinct()];
        ReviewedBodyIds = [.. reviewed.Distinct()];
    }
}
