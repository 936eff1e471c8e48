using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Inbox;

/// <summary>When somebody was last reminded of a task, and by whom.</summary>
public sealed record LastChase(DateOnly Day, DateTime At, string By);

/// <summary>Reads who was chased.</summary>
internal static class Chases
{
    /// <summary>The last chase of each of the tasks that was chased.</summary>
    public static async Task<IReadOnlyDictionary<Id<PostTask>, LastChase>> LastChasesAsync(this PortalDbContext db, IReadOnlyCollection<Id<PostTask>> tasks, CancellationToken ct)
    {
        var chases = db.Set<TaskChase>().Where(c => tasks.Contains(c.TaskId));
        return await chases.Where(c => !chases.Any(later => later.TaskId == c.TaskId && later.Day > c.Day))
            .Join(db.People, c => c.ChasedBy, p => p.Id, (c, p) => new { c.TaskId, c.Day, c.At, p.Name }).ToDictionaryAsync(c => c.TaskId, c => new LastChase(c.Day, c.At, c.Name), ct);
    }
}
