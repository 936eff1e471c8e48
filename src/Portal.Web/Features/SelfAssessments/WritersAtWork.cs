using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Who has a text of a self-assessment open to write in it.</summary>
public sealed class WritersAtWork(PortalDbContext db, Presence presence, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The present moment, in UTC.</summary>
    public DateTime Now => clock.UtcNow();

    /// <summary>The present person's id.</summary>
    public string Me => me.Id.ToString();

    /// <summary>Where somebody is who writes all answers of an area on one page.</summary>
    public static string AllOf(JudgementArea area) => $"{area.Code}/all";

    /// <param name="of">The self-assessment.</param>
    /// <param name="subject">Where the present person writes: a criterion's id or a judgement's code.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="parts">What else stands on the page, whose writers are met too.</param>
    public Task<IReadOnlyList<string>> MeetAsync(SelfAssessment of, string subject, CancellationToken ct, params IReadOnlyList<string> parts)
    {
        List<string> subjects = [subject, .. parts];
        var id = of.Id;
        var all = db.Set<WriterAtWork>().Where(w => w.SelfAssessmentId == id);
        return presence.MeetAsync(all.Where(w => w.Subject == subject), all.Where(w => subjects.Contains(w.Subject)), now => WriterAtWork.At(of, subject, me.Id, now), ct);
    }
}
