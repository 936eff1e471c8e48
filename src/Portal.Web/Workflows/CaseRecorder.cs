using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Keeps what the engine says of one case as rows: bookmarks, tasks, incidents, and the journal of each burst. Never saves.</summary>
public sealed class CaseRecorder(PortalDbContext db, HumanTasks tasks, CurrentPerson me, TimeProvider clock)
{
    internal async Task KeepAsync(WorkflowInstance instance, IProcessSubject of, StepTaken step, CancellationToken ct)
    {
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case Effect.BookmarkCreated created:
                    await AddAsync(instance, of, created.Bookmark, ct);
                    break;
                case Effect.BookmarkChanged changed:
                    await ChangeAsync(instance, changed.Bookmark, ct);
                    break;
                case Effect.BookmarkRemoved removed:
                    await RemoveAsync(removed, ct);
                    break;
                case Effect.IncidentOpened opened:
                    AddRow(instance, opened.Incident, step.Failure);
                    break;
                case Effect.IncidentChanged changed:
                    (await db.Set<WorkflowIncident>().FindAsync([changed.Incident.Id], ct))?.ActivityId = changed.Incident.ActivityId;
                    break;
                case Effect.IncidentClosed closed:
                    await CloseAsync(closed.Incident, step.Signal, ct);
                    break;
            }
        }
    }

    /// <summary>
    /// Ends a case whose state cannot be used, by what its rows say is open: waits go with their tasks, failed steps are given up. The state stays
    /// as it is, as evidence; the journal says so.
    /// </summary>
    internal async Task EndByRowsAsync(WorkflowInstance instance, IProcessSubject of, Signal.Cancel cancel, string trouble, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<WorkflowBookmark>().Where(b => b.InstanceId == instance.Id).ToListAsync(ct));
        var prefix = instance.Id + "/";
        foreach (var task in await db.Tasks.Of(of).Where(t => (t.State == TaskState.Open || t.State == TaskState.OnHold) && t.BookmarkId != null && t.BookmarkId.StartsWith(prefix)).ToListAsync(ct))
        {
            task.Cancel(clock.UtcNow());
        }

        foreach (var incident in await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ClosedAt == null).ToListAsync(ct))
        {
            incident.Close(IncidentDecision.Cancelled, me.IsKnown ? me.Id : null, cancel.Reason, clock.UtcNow());
        }

        var last = await db.Set<WorkflowJournalBurst>().Where(b => b.InstanceId == instance.Id).MaxAsync(b => (long?)b.Last, ct) ?? 0;
        KeepJournal(instance, [new JournalEntry(
            last + 1, cancel.At, "", instance.DefinitionId, "", WorkflowJournalLine.ByRows, JournalEvent.Canceled, [],
            $"Ended by what was open in the tables; the state that could not be used is kept. {trouble}", cancel.By)]);
    }

    /// <summary>Keeps what one burst added to the journal.</summary>
    internal void KeepJournal(WorkflowInstance instance, IReadOnlyList<JournalEntry> lines)
    {
        if (lines.Count > 0)
        {
            db.Add(new WorkflowJournalBurst
            {
                InstanceId = instance.Id,
                First = lines[0].Sequence,
                Last = lines[^1].Sequence,
                BodyId = instance.BodyId,
                Lines = JournalLines.Write(lines),
            });
        }
    }

    /// <summary>The row that stands for a wait, so that it can be found by what it waits for or when it is due.</summary>
    internal void AddRow(WorkflowInstance instance, Bookmark bookmark) => db.Add(new WorkflowBookmark
    {
        Id = bookmark.Id,
        InstanceId = instance.Id,
        BodyId = instance.BodyId,
        ActivityId = bookmark.ActivityId,
        Name = bookmark.Name,
        Payload = bookmark.Payload,
        DueAt = bookmark.DueAt,
        CreatedAt = clock.UtcNow(),
    });

    private async Task AddAsync(WorkflowInstance instance, IProcessSubject of, Bookmark bookmark, CancellationToken ct)
    {
        AddRow(instance, bookmark);
        if (bookmark.Name == HumanTask.Name)
        {
            await tasks.OpenAsync(bookmark, of, ct);
        }
    }

    private async Task ChangeAsync(WorkflowInstance instance, Bookmark bookmark, CancellationToken ct)
    {
        if (await db.Set<WorkflowBookmark>().FindAsync([bookmark.Id], ct) is not { } row)
        {
            AddRow(instance, bookmark);
            return;
        }

        row.ActivityId = bookmark.ActivityId;
        row.Payload = bookmark.Payload;
        row.DueAt = bookmark.DueAt;
    }

    private async Task RemoveAsync(Effect.BookmarkRemoved removed, CancellationToken ct)
    {
        if (await db.Set<WorkflowBookmark>().FindAsync([removed.Bookmark.Id], ct) is { } row)
        {
            db.Remove(row);
        }

        if (removed.Reason == BookmarkEnd.Cancelled)
        {
            await tasks.CloseAsync(removed.Bookmark.Id, ct);
        }
    }

    private async Task CloseAsync(Incident incident, Signal signal, CancellationToken ct)
    {
        var row = await db.Set<WorkflowIncident>().FindAsync([incident.Id], ct);
        var (decision, reason) = signal switch
        {
            Signal.RetryIncident retry when retry.IncidentId == incident.Id => (IncidentDecision.Retried, retry.Reason),
            Signal.SkipIncident skip when skip.IncidentId == incident.Id => (IncidentDecision.Skipped, $"{skip.Outcome}: {skip.Reason}"),
            Signal.Cancel cancel => (IncidentDecision.Cancelled, cancel.Reason),
            _ => (IncidentDecision.Cancelled, null),
        };
        row?.Close(decision, me.IsKnown ? me.Id : null, reason, clock.UtcNow());
    }

    /// <summary>The row that stands for a failed step, so that somebody can decide on it.</summary>
    internal void AddRow(WorkflowInstance instance, Incident incident, StepFailure? failure) => db.Add(new WorkflowIncident
    {
        Id = incident.Id,
        InstanceId = instance.Id,
        BodyId = instance.BodyId,
        ActivityId = incident.ActivityId,
        ActivityType = incident.Type,
        Message = incident.Message,
        Detail = Cut(failure?.Detail ?? incident.Detail),
        Inputs = failure?.Inputs,
        OpenedAt = incident.At,
    });

    private static string? Cut(string? text) => text is { Length: > WorkflowIncident.LongestDetail } ? text[..WorkflowIncident.LongestDetail] : text;
}

/// <summary>What one signal led to in one case.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Effects">What the engine said.</param>
/// <param name="Failure">Why the step that the signal is about failed, where it did.</param>
internal sealed record StepTaken(Signal Signal, IReadOnlyList<Effect> Effects, StepFailure? Failure = null);
