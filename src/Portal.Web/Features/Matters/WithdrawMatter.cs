using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Ends a matter before its time; everything said in it stays to be read.</summary>
public sealed class WithdrawMatter(MatterReader reader, WiderSight sight, TimeProvider clock)
{
    public async Task AsAsync(Id<Matter> id, string? reason, CancellationToken ct)
    {
        CurrentPerson.Require((await reader.ShowAsync(id, ct)).MayEnd, "Only whoever opened the matter or runs the body can withdraw it.");
        await sight.DoAsync(
            async services =>
            {
                var db = services.GetRequiredService<PortalDbContext>();
                await db.RetryOnConflictAsync(async () =>
                {
                    var matter = await db.Matters.Where(m => m.Id == id).FirstOr404Async(ct);
                    matter.Withdraw(reason, clock.UtcNow());
                    await services.GetRequiredService<TimeRequests>().EndForAsync(db.Tasks.Of(matter), ct);
                    await services.GetRequiredService<WorkflowRunner>().CancelAsync(matter, matter.Result!, ct);
                    await services.GetRequiredService<HumanTasks>().CloseAllAsync(matter, ct);
                    services.GetRequiredService<AuditTrail>().Record(matter.BodyId, "matter-withdrawn", matter.Id, matter.Result);
                    await db.SaveChangesAsync(ct);
                });
                return true;
            },
            ct);
    }
}
