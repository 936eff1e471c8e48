using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Reminders;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Moves the day of a matter, and with it the due dates and timers that are counted from it.</summary>
public sealed class MoveMatter(MatterReader reader, WiderSight sight, WorkingDays workingDays, TimeProvider clock)
{
    /// <summary>Refuses what <see cref="ToAsync"/> would refuse, and moves nothing.</summary>
    public async Task CheckAsync(Id<Matter> id, DateOnly day, CancellationToken ct) => (await reader.ShowAsync(id, ct)).Matter.MoveTo(day, workingDays.IsWorkingDay, clock.Today());

    /// <exception cref="RuleBroken">It is over, the day does not make sense, or no reason is given.</exception>
    public async Task ToAsync(Id<Matter> id, DateOnly day, string? reason, CancellationToken ct)
    {
        CurrentPerson.Require((await reader.ShowAsync(id, ct)).MayMove, "Only whoever opened the matter or runs the body can move its date.");
        var why = RuleBroken.IfBlank(reason, "matter.no-reason", "Say why the date is moved.", "Reason");
        await sight.DoAsync(
            async services =>
            {
                var db = services.GetRequiredService<PortalDbContext>();
                await db.RetryOnConflictAsync(async () =>
                {
                    var matter = await db.Matters.Where(m => m.Id == id).FirstOr404Async(ct);
                    var from = matter.Day;
                    matter.MoveTo(day, workingDays.IsWorkingDay, clock.Today());
                    await services.GetRequiredService<MoveDueDates>().OfAsync(matter, why, ct);
                    services.GetRequiredService<AuditTrail>().Record(matter.BodyId, "matter-moved", matter.Id, $"From {from.Words()} to {day.Words()}. {why}");
                    await db.SaveChangesAsync(ct);
                });
                return true;
            },
            ct);
    }
}
