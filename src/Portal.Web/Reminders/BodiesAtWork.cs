using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Persistence;

namespace Portal.Web.Reminders;

/// <summary>Finds the bodies for which a day is a working day, with the rules that hold for each.</summary>
public sealed class BodiesAtWork(PortalDbContext db, WorkingCalendars calendars, ReminderSchedules schedules)
{
    internal async Task<IReadOnlyDictionary<Id<Body>, BodyAtWork>> OnAsync(DateOnly day, CancellationToken ct)
    {
        var atWork = Enum.GetValues<Nation>().Where(n => calendars.Of(n).IsWorkingDay(day)).ToList();
        if (atWork.Count == 0)
        {
            return new Dictionary<Id<Body>, BodyAtWork>();
        }

        var bodies = await db.Bodies.AsNoTracking().Where(b => atWork.Contains(b.Nation)).Select(b => new { b.Id, b.Name, b.Kind, b.Nation }).ToListAsync(ct);
        var boards = (await db.Set<BoardAuthority>().AsNoTracking().ToListAsync(ct)).ToLookup(a => a.AuthorityId, a => a.BoardId);
        var own = await db.Set<ReminderPlan>().AsNoTracking().ToDictionaryAsync(p => p.BodyId, ct);
        return bodies.ToDictionary(b => b.Id, b => new BodyAtWork(
            b.Id, b.Name, b.Kind, calendars.Of(b.Nation), own.TryGetValue(b.Id, out var plan) ? OwnReminders.Of(plan).Over(schedules) : schedules.Rules, [.. boards[b.Id]]));
    }
}
