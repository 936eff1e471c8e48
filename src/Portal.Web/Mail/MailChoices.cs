using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Reads and sets how people get routine mail. What is chosen holds for mails that wait already.</summary>
public sealed class MailChoices(PortalDbContext db, TimeProvider clock)
{
    public Task<MailChoice> OfAsync(Id<Person> person, CancellationToken ct) =>
        db.Set<MailPreference>().Where(p => p.PersonId == person).Select(p => p.Routine).FirstOrDefaultAsync(ct);

    public Task SetAsync(Id<Person> person, MailChoice choice, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var now = clock.UtcNow();
        if (await db.Set<MailPreference>().FirstOrDefaultAsync(p => p.PersonId == person, ct) is { } set)
        {
            (set.Routine, set.ChangedAt) = (choice, now);
        }
        else
        {
            db.Add(new MailPreference { PersonId = person, Routine = choice, ChangedAt = now });
        }

        await db.SaveChangesAsync(ct);
    });
}
