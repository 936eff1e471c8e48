using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Reminders;

/// <summary>A post in somebody's hands.</summary>
internal sealed record Held
{
    public required Id<Post> PostId { get; init; }

    public required Id<Person> PersonId { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>Whether they stand in for its holder.</summary>
    public required bool IsDeputy { get; init; }
}

/// <summary>What reminders ask the database for.</summary>
internal static class ReminderQueries
{
    /// <summary>Who holds each post now, and who stands in on a day.</summary>
    public static IQueryable<Held> HeldOn(this PortalDbContext db, DateOnly day) =>
        db.Set<PostHolding>().Where(h => h.Until == null).Select(h => new Held { PostId = h.PostId, PersonId = h.PersonId, From = h.From, IsDeputy = false })
            .Concat(db.Set<PostDeputy>().Where(d => d.EndedAt == null && d.From <= day && d.Until >= day).Select(d => new Held { PostId = d.PostId, PersonId = d.PersonId, From = d.NamedAt, IsDeputy = true }));

    /// <summary>Open tasks, without those of self-assessments that have ended.</summary>
    public static IQueryable<PostTask> OpenTasks(this PortalDbContext db) => db.Tasks.Where(t => t.State == TaskState.Open
        && !db.SelfAssessments.Any(a => a.Id == t.SelfAssessmentId && (a.Status == SelfAssessmentStatus.Submitted || a.Status == SelfAssessmentStatus.Withdrawn)));
}
