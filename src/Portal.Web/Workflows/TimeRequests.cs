using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Workflows;

/// <summary>Requests for more time end with the tasks they are about. Never saves.</summary>
public sealed class TimeRequests(PortalDbContext db, WorkflowRunner runner)
{
    internal async Task EndForAsync(IQueryable<PostTask> tasks, CancellationToken ct)
    {
        foreach (var request in await db.Matters.Where(m => m.State == MatterState.Open && tasks.Any(t => t.Id == m.TaskId)).ToListAsync(ct))
        {
            await runner.CancelAsync(request, "The task for which more time was asked has ended.", ct);
        }
    }
}
