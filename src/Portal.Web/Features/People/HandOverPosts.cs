using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.People;

/// <summary>Carries out the changes of holder whose day has come. Can be run again at any time.</summary>
public sealed class HandOverPosts(PortalDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <returns>Posts that have passed.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var due = await db.Posts.Include(p => p.Holdings).Include(p => p.Handovers).AsSplitQuery()
            .Where(p => p.Handovers.Any(h => h.DoneAt == null && h.CalledOffAt == null && h.On <= today)).ToListAsync(ct);
        var passed = 0;
        foreach (var post in due)
        {
            passed += await IfDueAsync(post, ct) ? 1 : 0;
        }

        await db.SaveChangesAsync(ct);
        return passed;
    }

    /// <summary>Carries out one that is due, without saving.</summary>
    internal async Task<bool> IfDueAsync(Post post, CancellationToken ct)
    {
        var today = clock.Today();
        if (post.Handovers.FirstOrDefault(h => h.IsPlanned && h.On <= today) is not { } planned)
        {
            return false;
        }

        var person = await db.People.SingleAsync(p => p.Id == planned.PersonId, ct);
        if (!post.HandOverIfDue(person, today, clock.UtcNow()))
        {
            return false;
        }

        audit.Record(post.BodyId, "post-handed-over", post.Id, $"{post.Title} to {person.Name}");
        return true;
    }
}

/// <summary>Looks every hour for posts that pass to their next holder.</summary>
public sealed class HandOverPostsJob(HandOverPosts posts) : IPortalJob
{
    public const string Name = "hand-over-posts";

    public Task RunAsync(string subject, CancellationToken ct) => posts.RunAsync(ct);
}
