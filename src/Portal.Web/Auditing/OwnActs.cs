using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Auditing;

/// <summary>
/// What the present person did themself. The one reading of the trail that is not limited to the bodies they may see, because a member
/// of a review team acts on packs of a body whose trail stays closed to them; it is limited to their own acts instead.
/// </summary>
public sealed class OwnActs(PortalDbContext db, CurrentPerson me)
{
    /// <summary>When they did <paramref name="action"/> to each of <paramref name="subjects"/>, newest first.</summary>
    public async Task<ILookup<string, DateTime>> OnAsync(string action, IReadOnlyList<string> subjects, CancellationToken ct)
    {
        var person = me.Id;
        var acts = await db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking()
            .Where(a => a.PersonId == person && a.Action == action && subjects.Contains(a.Subject))
            .OrderByDescending(a => a.At).Select(a => new { a.Subject, a.At }).ToListAsync(ct);
        return acts.ToLookup(a => a.Subject, a => a.At);
    }
}
