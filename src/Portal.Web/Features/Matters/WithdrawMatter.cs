using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Ends a matter before its time; everything said in it stays to be read.</summary>
public sealed class WithdrawMatter(MatterReader reader, ChangeMatter change, TimeProvider clock)
{
    /// <exception cref="RuleBroken">It is over, or no reason is given.</exception>
    public async Task AsAsync(Id<Matter> id, string? reason, CancellationToken ct)
    {
        CurrentPerson.Require((await reader.ShowAsync(id, ct)).MayEnd, "Only whoever opened the matter or runs the body can withdraw it.");
        await change.ByAsync(id, "matter-withdrawn", WithdrawAsync, ct);

        async Task<string?> WithdrawAsync(IServiceProvider services, Matter matter)
        {
            matter.Withdraw(reason, clock.UtcNow());
            await services.GetRequiredService<TimeRequests>().EndForAsync(services.GetRequiredService<PortalDbContext>().Tasks.Of(matter), ct);
            await services.GetRequiredService<WorkflowRunner>().CancelAsync(matter, matter.Result!, ct);
            await services.GetRequiredService<HumanTasks>().CloseAllAsync(matter, ct);
            return matter.Result;
        }
    }
}
