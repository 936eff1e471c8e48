using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>
/// Writes the day's routine mail: at most one for each person and day, with all that is due to be said to them. What was said is remembered for each
/// person in the same transaction as the mail, so that it can be run, broken off and run again at any time. Needs a scope open for the portal.
/// </summary>
public sealed class SendReminders(
    PortalDbContext db, BodiesAtWork bodiesAtWork, Oversight oversight, ReminderSchedules schedules, Outbox outbox, JobBell bell, PortalAddress portal, TimeProvider clock)
{
    private const int PeopleAtATime = 100;

    /// <summary>Writes what is due now; nothing outside the hours of a working day.</summary>
    /// <returns>Mails written.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = UkTime.InUk(clock.UtcNow());
        var (day, time) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
        if (time < schedules.Limits.FromEarliest || time >= schedules.Limits.UntilLatest)
        {
            return 0;
        }

        var today = new Today(day, time, await bodiesAtWork.OnAsync(day, ct));
        if (today.Bodies.Count == 0)
        {
            return 0;
        }

        var waiting = Waiting(today);
        var overseers = await oversight.OverseersAsync(today.Bodies, day, ct);
        var oversees = overseers.Select(o => o.PersonId).ToHashSet();
        var posts = (await waiting.Select(w => new { w.PersonId, w.PostId }).Distinct().ToListAsync(ct)).ToLookup(w => w.PersonId, w => w.PostId);
        var people = posts.Select(p => p.Key).Union(oversees);
        var written = 0;

        // Those who oversee come first, so that what only they hear is asked for as seldom as can be.
        foreach (var some in people.OrderByDescending(oversees.Contains).ThenBy(p => p.Value).Chunk(PeopleAtATime))
        {
            var theirPosts = some.SelectMany(p => posts[p]).Distinct().ToList();
            written += await RemindAsync(some, waiting.Where(w => theirPosts.Contains(w.PostId)), overseers, today, ct);
        }

        return written;
    }

    private static string KeyFor(Id<Person> person, DateOnly today) =>
        $"reminders:{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}:{person}";

    /// <summary>Open tasks of bodies at work, in the hands of whoever holds their post, and of whoever stands in: those near their day, and on the day of a body's digest all.</summary>
    private IQueryable<DueTask> Waiting(Today today)
    {
        var (day, atWork) = (today.Day, today.Bodies.Keys.ToList());
        var digests = today.Digests.ToList();
        return
            from task in db.OpenTasks()
            join held in db.HeldOn(day) on task.PostId equals held.PostId
            join post in db.Posts on task.PostId equals post.Id
            join ofPost in db.Bodies on post.BodyId equals ofPost.Id
            let ruledBy = ofPost.Kind == BodyKind.ReviewBody ? ofPost.Id : task.BodyId
            where atWork.Contains(ruledBy) && (task.DueOn <= today.Horizon || digests.Contains(ruledBy))
            select new DueTask
            {
                TaskId = task.Id,
                PostId = task.PostId,
                PersonId = held.PersonId,
                Title = task.Title,
                BodyName = db.Bodies.Where(b => b.Id == task.BodyId).Select(b => b.Name).First(),
                RuledBy = ruledBy,
                MatterKind = db.Matters.Where(m => m.Id == task.MatterId).Select(m => m.Kind).FirstOrDefault(),
                SubjectUrl = task.SubjectUrl,
                DueOn = task.DueOn,
                CreatedAt = task.CreatedAt,
                HeldFrom = held.From,
            };
    }

    private async Task<int> RemindAsync(Id<Person>[] ids, IQueryable<DueTask> waiting, IReadOnlyList<Overseer> overseers, Today today, CancellationToken ct)
    {
        var keys = ids.Select(id => KeyFor(id, today.Day)).ToList();
        var mailedToday = await db.Set<OutgoingEmail>().Where(m => keys.Contains(m.DedupeKey)).Select(m => m.PersonId).ToListAsync(ct);
        var toTell = ids.Except(mailedToday).ToList();
        if (toTell.Count == 0)
        {
            return 0;
        }

        var tasks = (await waiting.Where(w => toTell.Contains(w.PersonId)).ToListAsync(ct)).DistinctBy(t => (t.PersonId, t.TaskId)).ToLookup(t => t.PersonId);
        var taskIds = tasks.SelectMany(t => t).Select(t => t.TaskId).Distinct().ToList();
        var told = (await db.Set<TaskReminder>().AsNoTracking().Where(r => taskIds.Contains(r.TaskId)).ToListAsync(ct)).ToLookup(r => r.TaskId);
        var oversee = overseers.Where(o => toTell.Contains(o.PersonId)).ToList();
        var own = tasks.SelectMany(t => t).ToLookup(t => t.PersonId, t => t.TaskId);
        var late = oversee.Count == 0 ? null : await oversight.LateAsync(oversee, today.Bodies, own, today.Day, ct);
        var lacks = oversee.Count == 0 ? null : await oversight.LacksAsync(overseers, toTell, today.Bodies, today.Day, ct);
        var people = await db.People.AsNoTracking().Where(p => toTell.Contains(p.Id)).ToListAsync(ct);
        var mails = people.OrderBy(p => p.Id.Value)
            .Select(p => MailTo(p, [.. tasks[p.Id]], told, [.. late?[p.Id] ?? []], [.. lacks?[p.Id] ?? []], today))
            .Where(m => m.IsDue && m.Bodies.All(today.IsInHours)).ToList();
        return mails.Count == 0 ? 0 : await WriteAsync(mails, today, ct);
    }

    private RoutineMail MailTo(Person to, IReadOnlyList<DueTask> tasks, ILookup<Id<PostTask>, TaskReminder> told, IReadOnlyList<Escalated> late, IReadOnlyList<Lack> lacks, Today today)
    {
        var near = tasks.Where(t => t.DueOn <= today.Bodies[t.RuledBy].Horizon(today.Day)).ToList();
        var called = near.Select(t => (t.TaskId, Due: Call(t, told[t.TaskId], today))).Where(c => c.Due is not null).Select(c => (c.TaskId, c.Due!)).ToList();
        var digest = tasks.Where(t => today.Digests.Contains(t.RuledBy)).ToList();
        return new RoutineMail(to, near, called, late, lacks, digest.Count > 0, [.. digest.Except(near)]);
    }

    /// <summary>
    /// The latest reminder that the task calls for and its holder has not had. Reminders before the task was given are none of it; those that
    /// a former holder had before the post changed hands are not repeated to the new one.
    /// </summary>
    private ReminderDue? Call(DueTask task, IEnumerable<TaskReminder> told, Today today)
    {
        var heldFrom = DateOnly.FromDateTime(UkTime.InUk(task.HeldFrom));
        var last = told.Where(r => r.PersonId == task.PersonId || r.ReminderDay < heldFrom)
            .Select(r => r.ReminderDay)
            .Append(DateOnly.FromDateTime(UkTime.InUk(task.CreatedAt)).AddDays(-1))
            .Max();
        return today.Bodies[task.RuledBy].RuleOf(schedules.KindOf(task.SubjectUrl, task.MatterKind)).DueSince(last, today.Day, task.DueOn!.Value);
    }

    /// <summary>
    /// Writes mails and memory in one transaction. The mails go first: where another run has just written somebody's mail, saving leaves ours
    /// out, and then nothing is remembered for them either.
    /// </summary>
    private async Task<int> WriteAsync(List<RoutineMail> mails, Today today, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var letters = mails.ConvertAll(m =>
        {
            var letter = ReminderLetter.Of(m, today.Day, today.Bodies, portal);
            var email = outbox.Write(m.To, m.IsDigest ? MailKind.Digest : MailKind.Reminders, letter.Subject, letter.Text, KeyFor(m.To.Id, today.Day));
            email.HoursOf = string.Join(' ', m.Bodies.Distinct());
            return (Email: email, Mail: m);
        });
        await db.SaveChangesAsync(ct);
        var written = letters.FindAll(m => db.Entry(m.Email).State != EntityState.Detached);
        foreach (var (email, mail) in written)
        {
            db.AddRange(mail.Called.Select(c => new TaskReminder { TaskId = c.TaskId, PersonId = email.PersonId, ReminderDay = c.Due.On, EmailId = email.Id }));
            db.AddRange(mail.Late.Select(l => new TaskEscalation { TaskId = l.Task.TaskId, PersonId = email.PersonId, StepDay = l.StepDay, EmailId = email.Id }));
            db.AddRange(mail.Lacks.Select(l => new SetupNotice { What = l.What, PersonId = email.PersonId, Day = today.Day, EmailId = email.Id }));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        bell.Ring(SendMailJob.Name);
        return written.Count;
    }

    /// <summary>The present day and time in the United Kingdom, and the bodies that are at work.</summary>
    private sealed class Today(DateOnly day, TimeOnly time, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies)
    {
        public DateOnly Day { get; } = day;

        public IReadOnlyDictionary<Id<Body>, BodyAtWork> Bodies { get; } = bodies;

        /// <summary>The last due date that a reminder of any body can be about.</summary>
        public DateOnly Horizon { get; } = bodies.Values.Select(b => b.Horizon(day)).DefaultIfEmpty(day).Max();

        /// <summary>Bodies whose weekly digest goes out today.</summary>
        public HashSet<Id<Body>> Digests { get; } = bodies.Values.Where(b => b.Rules.IsDigestDay(day, b.Days)).Select(b => b.Id).ToHashSet();

        public bool IsInHours(Id<Body> body) => Bodies[body].Rules.SendsAt(time);
    }
}
