using Portal.Domain.Common;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Answers a task of a matter: one of its outcomes, with what is to be said about it.</summary>
public sealed class AnswerTask(PortalDbContext db, ReturnReader returns, WiderSight sight, CurrentPerson me)
{
    public const int LongestComment = 4000;

    /// <exception cref="RuleBroken">It was done meanwhile, or the outcome is not one of its own.</exception>
    public async Task AsAsync(Id<PostTask> id, string outcome, string? comment, CancellationToken ct)
    {
        var task = await db.Tasks.Where(t => t.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Posts.Any(p => p.Id == task.PostId), "This task belongs to somebody else’s post.");
        await returns.RequireReadyAsync(task, outcome, ct);
        await sight.DoAsync(
            async services =>
            {
                await services.GetRequiredService<TaskCompletion>().FinishAsync(id, outcome, comment, ct);
                return true;
            },
            ct);
    }
}
