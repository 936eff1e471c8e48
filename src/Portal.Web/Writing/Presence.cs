using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Writing;

/// <summary>Tells people who write in the same text that the others are there. Rows, because two people may be served by two nodes.</summary>
public sealed class Presence(PortalDbContext db, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Notes the present person, and names the others who gave a sign of life within <see cref="IPresence.Lasts"/>.</summary>
    /// <param name="here">Whoever is where the present person writes.</param>
    /// <param name="met">Whoever they meet, there or in what else stands on their page.</param>
    /// <param name="come">Makes the note of whoever is there for the first time.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<string>> MeetAsync<TWriter>(IQueryable<TWriter> here, IQueryable<TWriter> met, Func<DateTime, TWriter> come, CancellationToken ct)
        where TWriter : class, IPresence
    {
        var (person, now) = (me.Id, clock.UtcNow());
        await db.RetryOnConflictAsync(async () =>
        {
            if (await here.Where(w => w.PersonId == person).ExecuteUpdateAsync(w => w.SetProperty(s => s.SeenAt, now), ct) == 0)
            {
                db.Add(come(now));
                await db.SaveChangesAsync(ct);
            }
        });
        return await met.Where(w => w.PersonId != person && w.SeenAt > now - IPresence.Lasts)
            .Join(db.People, w => w.PersonId, p => p.Id, (w, p) => p.Name).Distinct().OrderBy(n => n).Take(10).ToListAsync(ct);
    }
}
