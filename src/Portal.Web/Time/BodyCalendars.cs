using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Persistence;

namespace Portal.Web.Time;

/// <summary>The working days that a body keeps: those of its nation, which is asked for once, because it never changes.</summary>
public sealed class BodyCalendars(WorkingCalendars calendars)
{
    private readonly ConcurrentDictionary<Id<Body>, Nation> _nations = new();

    /// <exception cref="InvalidOperationException">There is no such body.</exception>
    public async ValueTask<WorkingDays> OfAsync(PortalDbContext db, Id<Body> body, CancellationToken ct)
    {
        if (!_nations.TryGetValue(body, out var nation))
        {
            nation = await db.Bodies.Where(b => b.Id == body).Select(b => b.Nation).SingleAsync(ct);
            _nations[body] = nation;
        }

        return calendars.Of(nation);
    }
}
