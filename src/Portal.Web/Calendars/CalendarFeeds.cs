using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Calendars;

/// <summary>Makes the secret address of a person's dates, takes it back, and gives whoever has it what the person may see now.</summary>
public sealed class CalendarFeeds(PortalDbContext db, CalendarFiles files, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Of each kind; those due first.</summary>
    private const int Most = 500;

    /// <summary>What the present person has; null where they have none, or their password has changed since.</summary>
    public Task<CalendarFeed?> MineAsync(CancellationToken ct)
    {
        var (person, account) = (me.Id, me.Id.Value);
        return db.Set<CalendarFeed>().AsNoTracking().FirstOrDefaultAsync(f => f.PersonId == person && db.Users.Any(u => u.Id == account && u.SecurityStamp == f.AccountStamp), ct);
    }

    /// <summary>Makes an address, or another in the place of the present one.</summary>
    /// <returns>The address, which is said this once and kept nowhere.</returns>
    public Task<string> MakeAsync(CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var token = SecretToken.New();
        var account = me.Id.Value;
        var stamp = await db.Users.Where(u => u.Id == account).Select(u => u.SecurityStamp).SingleAsync(ct) ?? "";
        if (await db.Set<CalendarFeed>().FirstOrDefaultAsync(f => f.PersonId == me.Id, ct) is { } present)
        {
            present.Renew(SecretToken.HashOf(token), stamp, clock.UtcNow());
            Record("calendar-address-replaced");
        }
        else
        {
            db.Add(CalendarFeed.Of(me.Id, SecretToken.HashOf(token), stamp, clock.UtcNow()));
            Record("calendar-address-made");
        }

        await db.SaveChangesAsync(ct);
        return portal.Of($"/calendar/{token}.ics");
    });

    /// <summary>Takes the address back; it leads nowhere any more.</summary>
    public Task RevokeAsync(CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        if (await db.Set<CalendarFeed>().FirstOrDefaultAsync(f => f.PersonId == me.Id, ct) is { } present)
        {
            db.Remove(present);
            Record("calendar-address-taken-back");
            await db.SaveChangesAsync(ct);
        }
    });

    /// <summary>The dates of whoever made the address, as they may see them at this moment.</summary>
    /// <returns>Null where the address leads nowhere, or its person cannot sign in any more.</returns>
    public async Task<string?> ReadAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.HashOf(token), clock.UtcNow());
        if (await db.Set<CalendarFeed>().AsNoTracking().FirstOrDefaultAsync(f => f.TokenHash == hash, ct) is not { } feed
            || await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == feed.PersonId.Value, ct) is not { } account || account.LockoutEnd > clock.GetUtcNow()
            || account.SecurityStamp != feed.AccountStamp || !await me.BecomeAsync(feed.PersonId, ct))
        {
            return null;
        }

        var file = files.Feed(await DatesAsync(ct));
        await db.Set<CalendarFeed>().Where(f => f.TokenHash == hash).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastReadAt, now), ct);
        return file;
    }

    /// <summary>On the trail of each body whose dates can be read there.</summary>
    private void Record(string action)
    {
        foreach (var body in me.Posts.Select(p => p.BodyId).Distinct())
        {
            audit.Record(body, action, me.Id);
        }
    }

    /// <summary>Tasks of the person's posts, submission dates and what is known of reviews; the filters of the context say which of them the person may see.</summary>
    private async Task<IReadOnlyList<CalendarDate>> DatesAsync(CancellationToken ct)
    {
        var posts = me.Posts.Select(p => p.Id).ToList();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open && t.DueOn != null && posts.Contains(t.PostId))
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(Most).ToListAsync(ct);
        var assessments = await db.SelfAssessments.AsNoTracking()
            .Where(a => a.Status == SelfAssessmentStatus.InProgress || a.Status == SelfAssessmentStatus.AwaitingSignatures).OrderBy(a => a.SubmissionDate).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.Team.Any(m => m.PersonId == me.Id)).OrderByDescending(r => r.StartsOn).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
        var slots = await db.Set<OpeningSlot>().AsNoTracking().Where(s => s.State == OpeningState.Offered || s.State == OpeningState.Taken)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(Most).ToListAsync(ct);
        var named = tasks.Select(t => t.BodyId).Concat(assessments.Select(a => a.BodyId)).Concat(reviews.Select(r => r.BodyId)).Concat(slots.Select(s => s.BodyId)).Distinct().ToList();
        var bodies = await db.Bodies.AsNoTracking().Where(b => named.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        var reviewed = reviews.ConvertAll(r => r.Id);
        return
        [
            .. tasks.SelectMany(t => CalendarDate.Of(t, bodies[t.BodyId])),
            .. assessments.Select(a => CalendarDate.Of(a, bodies[a.BodyId])),
            .. reviews.Select(r => CalendarDate.Of(r, bodies[r.BodyId])),
            .. slots.Select(s => CalendarDate.Of(s, bodies[s.BodyId], reviewed.Contains(s.ReviewId) ? $"/reviews/details/{s.ReviewId}" : $"/presentations/opening/{s.Id}")),
        ];
    }
}
