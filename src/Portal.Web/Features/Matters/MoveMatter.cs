using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Moves the day of a matter, and with it the due dates and timers that are counted from it.</summary>
public sealed class MoveMatter(PortalDbContext db, MatterReader reader, ChangeMatter change, BodyCalendars calendars, TimeProvider clock)
{
    /// <summary>Refuses what <see cref="ToAsync"/> would refuse, and moves nothing.</summary>
    public async Task CheckAsync(Id<Matter> id, DateOnly day, CancellationToken ct)
    {
        var matter = (await reader.ShowAsync(id, ct)).Matter;
        matter.MoveTo(day, (await calendars.OfAsync(db, matter.BodyId, ct)).IsWorkingDay, clock.Today());
    }

    /// <exception cref="RuleBroken">It is over, the day does not make sense, or no reason is given.</exception>
    public async Task ToAsync(Id<Matter> id, DateOnly day, string? reason, CancellationToken ct)
    {
        CurrentPerson.Require((await reader.ShowAsync(id, ct)).MayMove, "Only whoever opened the matter or runs the body can move its date.");
        var why = RuleBroken.IfBlank(reason, "matter.no-reason", "Say why the date is moved.", "Reason");
        await change.ByAsync(id, "matter-moved", MoveAsync, ct);

        async Task<string?> MoveAsync(IServiceProvider services, Matter matter)
        {
            var from = matter.Day;
            matter.MoveTo(day, (await calendars.OfAsync(db, matter.BodyId, ct)).IsWorkingDay, clock.Today());
            await services.GetRequiredService<MoveDueDates>().OfAsync(matter, why, ct);
            return $"From {from.Words()} to {day.Words()}. {why}";
        }
    }
}
