using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>
/// Writes the day's reminders: at most one mail for each person and day. What was sent is remembered for each task, person and reminder day
/// in the same transaction as the mail, so that it can be run, broken off and run again at any time. Needs a scope open for the portal.
/// </summary>
public sealed class SendReminders(
    PortalDbContext db, Outbox outbox, JobBell bell, WorkingCalendars calendars, ReminderOptions options, PortalAddress portal, TimeProvider clock)
{
    private const int PeopleAtATime = 100;

    private readonly Dictionary<Nation, ReminderRule> rules = Enum.GetValues<Nation>().ToDictionary(n => n, n => new ReminderRule(calendars.Of(n), options.Settings));

    /// <summary>Writes what is due now; nothing outside the hours of a working day.</summary>
    /// <returns>Mails written.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = UkTime.InUk(clock.UtcNow());
        var today = DateOnly.FromDateTime(now);
        var atWork = Enum.GetValues<Nation>().Where(n => calendars.Of(n).IsWorkingDay(today)).ToList();
        if (!options.SendsAt(TimeOnly.FromDateTime(now)) || atWork.Count == 0)
        {
            return 0;
        }

        var waiting = Waiting(today, atWork.Max(n => calendars.Of(n).Add(today, options.LongestNotice)), atWork);
        var people = await waiting.Select(w => w.PersonId).Distinct().ToListAsync(ct);
        var written = 0;
        foreach (var some in people.OrderBy(p => p.Value).Chunk(PeopleAtATime))
        {
            written += await RemindAsync(some, waiting, today, ct);
        }

        return written;
    }

    private static string KeyFor(Id<Person> person, DateOnly today) =>
        $"reminders:{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}:{person}";

    /// <summary>Open tasks of bodies that are at work today, in the hands of whoever holds their post, and of whoever stands in.</summary>
    private IQueryable<DueTask> Waiting(DateOnly today, DateOnly horizon, IReadOnlyList<Nation> atWork) =>
        from task in db.Tasks
        join body in db.Bodies on task.BodyId equals body.Id
        join holding in db.Set<PostHolding>().Where(h => h.Until == null).Select(h => new { h.PostId, h.PersonId, h.From })
            .Concat(db.Set<PostDeputy>().Where(d => d.EndedAt == null && d.From <= today && d.Until >= today).Select(d => new { d.PostId, d.PersonId, From = d.NamedAt }))
            on task.PostId equals holding.PostId
        where task.State == TaskState.Open && task.DueOn != null && task.DueOn <= horizon && atWork.Contains(body.Nation)
            && !db.SelfAssessments.Any(a => a.Id == task.SelfAssessmentId && (a.Status == SelfAssessmentStatus.Submitted || a.Status == SelfAssessmentStatus.Withdrawn))
        select new DueTask
        {
            TaskId = task.Id,
            PersonId = holding.PersonId,
            Title = task.Title,
            BodyName = body.Name,
            Nation = body.Nation,
            SubjectUrl = task.SubjectUrl,
            DueOn = task.DueOn!.Value,
            CreatedAt = task.CreatedAt,
            HeldFrom = holding.From,
        };

    private async Task<int> RemindAsync(Id<Person>[] ids, IQueryable<DueTask> waiting, DateOnly today, CancellationToken ct)
    {
        var keys = ids.Select(id => KeyFor(id, today)).ToList();
        var mailedToday = await db.Set<OutgoingEmail>().Where(m => keys.Contains(m.DedupeKey)).Select(m => m.PersonId).ToListAsync(ct);
        var toTell = ids.Except(mailedToday).ToList();
        var theirs = waiting.Where(w => toTell.Contains(w.PersonId));
        var tasks = await theirs.ToListAsync(ct);
        var told = (await db.Set<TaskReminder>().AsNoTracking().Where(r => theirs.Select(t => t.TaskId).Contains(r.TaskId)).ToListAsync(ct))
            .ToLookup(r => r.TaskId);
        var people = await db.People.AsNoTracking().Where(p => toTell.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var reminders = tasks.GroupBy(t => t.PersonId)
            .Select(g => (To: people[g.Key], Tasks: g.DistinctBy(t => t.TaskId).ToList()))
            .Select(r => (r.To, r.Tasks, Called: r.Tasks.Select(t => (t.TaskId, Due: Call(t, told[t.TaskId], today))).Where(c => c.Due is not null).ToList()))
            .Where(r => r.Called.Count > 0)
            .OrderBy(r => r.To.Id.Value)
            .ToList();
        return reminders.Count == 0 ? 0 : await WriteAsync(reminders, today, ct);
    }

    /// <summary>
    /// The latest reminder that the task calls for and its holder has not had. Reminders before the task was given are none of it; those that
    /// a former holder had before the post changed hands are not repeated to the new one.
    /// </summary>
    private ReminderDue? Call(DueTask task, IEnumerable<TaskReminder> told, DateOnly today)
    {
        var heldFrom = DateOnly.FromDateTime(UkTime.InUk(task.HeldFrom));
        var last = told.Where(r => r.PersonId == task.PersonId || r.ReminderDay < heldFrom)
            .Select(r => r.ReminderDay)
            .Append(DateOnly.FromDateTime(UkTime.InUk(task.CreatedAt)).AddDays(-1))
            .Max();
        return rules[task.Nation].DueSince(last, today, task.DueOn);
    }

    /// <summary>
    /// Writes mails and memory in one transaction. The mails go first: where another run has just written somebody's mail, saving leaves ours
    /// out, and then nothing is remembered for them either.
    /// </summary>
    private async Task<int> WriteAsync(
        List<(Person To, List<DueTask> Tasks, List<(Id<PostTask> TaskId, ReminderDue? Due)> Called)> reminders, DateOnly today, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mails = reminders.ConvertAll(r =>
        {
            var letter = ReminderLetter.To(r.To.Name, r.Tasks, today, calendars, portal);
            return (Email: outbox.Write(r.To, letter.Subject, letter.Text, KeyFor(r.To.Id, today)), r.Called);
        });
        await db.SaveChangesAsync(ct);
        var written = mails.FindAll(m => db.Entry(m.Email).State != EntityState.Detached);
        foreach (var (email, called) in written)
        {
            db.AddRange(called.Select(c => new TaskReminder
            {
                TaskId = c.TaskId,
                PersonId = email.PersonId,
                ReminderDay = c.Due!.On,
                EmailId = email.Id,
            }));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        bell.Ring(SendMailJob.Name);
        return written.Count;
    }
}
