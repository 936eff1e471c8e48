using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Inbox;

/// <summary>A task that somebody wants to remind of.</summary>
/// <param name="Task">The task.</param>
/// <param name="Readers">Who would be written to.</param>
/// <param name="WhyNot">Why nobody can be reminded of it now; null where they can.</param>
public sealed record TaskToChase(OpenTask Task, IReadOnlyList<PostReader> Readers, string? WhyNot);

/// <summary>Reminds, in the words of whoever runs a body, whoever has its tasks: one mail for each person, and for each task once a day.</summary>
public sealed class ChaseTasks(PortalDbContext db, Outbox outbox, PortalAddress portal, WorkingCalendars calendars, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Those of the tasks that wait still, and who would be reminded of them.</summary>
    /// <exception cref="NotFound">None of them is one of a body that the person runs.</exception>
    public async Task<IReadOnlyList<TaskToChase>> LookAsync(IReadOnlyCollection<Id<PostTask>> ids, CancellationToken ct)
    {
        var theirs = db.TasksOfTeams(me).Where(t => ids.Contains(t.Id));
        var waiting = await db.AsOpen(theirs).ToListAsync(ct);
        if (waiting.Count == 0 && !await theirs.AnyAsync(ct))
        {
            throw new NotFound();
        }

        var readers = (await db.ReadersAsync([.. waiting.Select(t => t.PostId).Distinct()], clock.Today(), ct)).ToLookup(r => r.PostId);
        var last = await db.LastChasesAsync([.. waiting.Select(t => t.Id)], ct);
        return waiting.ConvertAll(t => new TaskToChase(t, [.. readers[t.PostId]], (readers[t.PostId].Any(), last.GetValueOrDefault(t.Id)) switch
        {
            (false, _) => "Nobody holds this post now, so nobody can be chased.",
            (_, { } chase) when chase.Day == clock.Today() => $"Chased already on {chase.At.Words()} by {chase.By}.",
            _ => null,
        }));
    }

    /// <summary>Writes to whoever has them; those of which nobody can be reminded now are left.</summary>
    /// <returns>How many tasks somebody was reminded of.</returns>
    public Task<int> ChaseAsync(IReadOnlyCollection<Id<PostTask>> ids, string? sentence, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var chased = (await LookAsync(ids, ct)).Where(t => t.WhyNot is null).ToList();
        var chosen = chased.ConvertAll(c => c.Task.Id);
        var said = "";
        foreach (var task in await db.Tasks.Where(t => chosen.Contains(t.Id)).ToListAsync(ct))
        {
            var chase = TaskChase.Of(task, sentence, me.Id, clock.UtcNow(), clock.Today());
            said = chase.Sentence;
            db.Add(chase);

            // Two who chase at once meet at the task, as does whoever ends it meanwhile.
            db.Entry(task).Property(t => t.Version).IsModified = true;
            audit.Record(task.BodyId, "task-chased", task.SelfAssessmentId?.ToString() ?? task.MatterId!.Value.ToString(), $"{task.Title}: {said}");
        }

        var key = Guid.CreateVersion7();
        foreach (var to in chased.SelectMany(c => c.Readers, (c, r) => (c.Task, Reader: r)).GroupBy(t => t.Reader.Person.Id))
        {
            Write([.. to], said, key);
        }

        await db.SaveChangesAsync(ct);
        return chased.Count;
    });

    private void Write(IReadOnlyList<(OpenTask Task, PostReader Reader)> theirs, string sentence, Guid key)
    {
        var to = theirs[0].Reader.Person;
        var text = new StringBuilder("Dear ").Append(to.Name).Append(",\n\n").Append(me.Person.Name)
            .Append(theirs.Count == 1 ? " reminds you of a task in the Self-Assessment Portal, and writes:\n\n" : $" reminds you of {theirs.Count} tasks in the Self-Assessment Portal, and writes:\n\n").Append(MailText.OneLine(sentence)).Append('\n');
        foreach (var (task, _) in theirs)
        {
            text.Append("\n- ").Append(MailText.OneLine(task.Title)).Append(" (").Append(MailText.OneLine(task.Body)).Append(")\n  ").Append(DueInWords.Of(task.DueOn, clock.Today(), calendars.Of(task.Nation)))
                .Append(task.DueOn is { } due ? $", {due.Words()}" : "").Append("\n  ").Append(portal.Of(task.SubjectUrl)).Append('\n');
        }

        foreach (var note in theirs.Select(t => t.Reader.Note).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            text.Append('\n').Append(note).Append('\n');
        }

        outbox.Write(
            to, MailKind.Notice, theirs.Count == 1 ? $"{theirs[0].Task.Body}: you are reminded of a task" : $"You are reminded of {theirs.Count} tasks", text.ToString(), $"chase:{key:N}:{to.Id}",
            new MailAbout(theirs.All(t => t.Task.BodyId == theirs[0].Task.BodyId) ? theirs[0].Task.BodyId : null, null));
    }
}
