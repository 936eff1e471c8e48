using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Who has a text open to write in it. Rows, because two people may be served by two nodes.</summary>
public sealed class WritersAtWork(PortalDbContext db, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The present moment, in UTC.</summary>
    public DateTime Now => clock.UtcNow();

    /// <summary>The present person's id.</summary>
    public string Me => me.Id.ToString();

    /// <summary>Where somebody is who writes all answers of an area on one page.</summary>
    public static string AllOf(JudgementArea area) => $"{area.Code}/all";

    /// <summary>Notes the present person, and names the others who gave a sign of life within <see cref="WriterAtWork.Presence"/>.</summary>
    /// <param name="of">The self-assessment.</param>
    /// <param name="subject">Where the present person writes: a criterion's id or a judgement's code.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="parts">What else stands on the page, whose writers are met too.</param>
    public async Task<IReadOnlyList<string>> MeetAsync(SelfAssessment of, string subject, CancellationToken ct, params IReadOnlyList<string> parts)
    {
        List<string> subjects = [subject, .. parts];
        var (here, now, id) = (me.Id, Now, of.Id);
        await db.RetryOnConflictAsync(async () =>
        {
            if (await db.Set<WriterAtWork>().Where(w => w.SelfAssessmentId == id && w.Subject == subject && w.PersonId == here)
                .ExecuteUpdateAsync(w => w.SetProperty(s => s.SeenAt, now), ct) == 0)
            {
                db.Add(WriterAtWork.At(of, subject, here, now));
                await db.SaveChangesAsync(ct);
            }
        });
        return await db.Set<WriterAtWork>()
            .Where(w => w.SelfAssessmentId == id && subjects.Contains(w.Subject) && w.PersonId != here && w.SeenAt > now - WriterAtWork.Presence)
            .Join(db.People, w => w.PersonId, p => p.Id, (w, p) => p.Name).Distinct().OrderBy(n => n).Take(10).ToListAsync(ct);
    }
}
