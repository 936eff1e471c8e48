using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>
/// Compares every running case with the rows that stand for it, puts right what can be put right, and marks the case where it cannot.
/// The state is the truth: a wait that has lost its row or its task gets it back, one that the state does not know goes.
/// </summary>
public sealed class CheckCases(PortalDbContext db, IServiceScopeFactory scopes, WorkflowOptions options, ILogger<CheckCases> log, TimeProvider clock)
{
    private const int AtATime = 200;

    /// <returns>Cases mended and cases in trouble.</returns>
    public async Task<(int Mended, int InTrouble)> RunAsync(CancellationToken ct)
    {
        var (mended, inTrouble, after) = (0, 0, "");
        while (true)
        {
            var ids = await db.Set<WorkflowInstance>().AsNoTracking()
                .Where(i => (i.SubStatus == nameof(SubStatus.Suspended) || i.SubStatus == nameof(SubStatus.Executing)) && i.Id.CompareTo(after) > 0)
                .OrderBy(i => i.Id).Select(i => i.Id).Take(AtATime).ToListAsync(ct);
            foreach (var id in ids)
            {
                var (changed, trouble) = await CheckAsync(id, ct);
                mended += changed ? 1 : 0;
                inTrouble += trouble is null ? 0 : 1;
            }

            if (ids.Count < AtATime)
            {
                await ForgetEventsAsync(ct);
                return (mended + await ClearEndedAsync(ct), inTrouble);
            }

            after = ids[^1];
        }
    }

    /// <summary>A case that has ended waits for nothing, and nobody has a task of it.</summary>
    private async Task<int> ClearEndedAsync(CancellationToken ct)
    {
        var ended = await db.Set<WorkflowBookmark>().AsNoTracking()
            .Where(b => db.Set<WorkflowInstance>().Any(i => i.Id == b.InstanceId && (i.SubStatus == nameof(SubStatus.Finished) || i.SubStatus == nameof(SubStatus.Cancelled))))
            .Select(b => b.InstanceId).Distinct().Take(AtATime).ToListAsync(ct);
        foreach (var id in ended)
        {
            await CheckAsync(id, ct);
        }

        return ended.Count;
    }

    /// <summary>An event that no case has waited for in all that time would be news from another age to one that comes to wait for it.</summary>
    private async Task ForgetEventsAsync(CancellationToken ct)
    {
        var before = clock.UtcNow().AddDays(-options.KeepEventsDays);
        foreach (var old in await db.Set<UndeliveredEvent>().AsNoTracking().Where(e => e.PublishedAt < before).ToListAsync(ct))
        {
            await db.Set<UndeliveredEvent>().Where(e => e.Id == old.Id).ExecuteDeleteAsync(ct);
            log.LogWarning(
                "The event {Event} of {PublishedAt} (body {Body}, correlation {Correlation}) was waited for by no case in {Days} days and is no longer kept",
                old.Name, old.PublishedAt, old.BodyId, old.CorrelationId, options.KeepEventsDays);
        }
    }

    private async Task<(bool Mended, string? Trouble)> CheckAsync(string id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        var own = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        (bool Mended, string? Trouble) result;
        try
        {
            result = await own.RetryOnConflictAsync(async () =>
            {
                var found = await scope.ServiceProvider.GetRequiredService<CaseCheck>().OfAsync(id, ct);
                await own.SaveChangesAsync(ct);
                return found;
            });
        }
#pragma warning disable CA1031 // One case that cannot be checked must not keep the others from it; it is marked and tried again in the next round.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(failure, "Case {Case} could not be checked", id);
            await db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Trouble, failure.Message), ct);
            return (false, failure.Message);
        }

        if (result.Mended || result.Trouble is not null)
        {
            log.LogWarning("Case {Case}: mended {Mended}, trouble: {Trouble}", id, result.Mended, result.Trouble ?? "none");
        }

        return result;
    }
}

/// <summary>The check of one case. Never saves.</summary>
public sealed class CaseCheck(PortalDbContext db, DefinitionLibrary library, CaseRecorder recorder, HumanTasks tasks, WorkflowRunner runner, TimeProvider clock)
{
    /// <summary>Timers are looked at each minute; one that is so late cannot go on.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromMinutes(15);

    internal async Task<(bool Mended, string? Trouble)> OfAsync(string id, CancellationToken ct)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == id, ct);
        try
        {
            var state = WorkflowState.Parse(instance.State);
            var of = await db.SubjectOfAsync(instance, ct);
            var mended = await MendWaitsAsync(instance, state, ct);
            mended |= await MendTasksAsync(instance, of, state, ct);
            mended |= await MendIncidentsAsync(instance, state, ct);
            mended |= await MendParentAsync(instance, state, ct);
            mended |= await MendEventsAsync(instance, state, ct);
            if (mended)
            {
                // Rows have no version of their own: somebody who moves the case on meanwhile must meet this save, not lose its new tasks to it.
                db.Entry(instance).Property(i => i.Version).IsModified = true;
            }

            instance.Trouble = await TroubleAsync(instance, state, ct);
            return (mended, instance.Trouble);
        }
        catch (StateNotUnderstood unreadable)
        {
            instance.Trouble = unreadable.Message;
            return (false, instance.Trouble);
        }
    }

    private async Task<bool> MendWaitsAsync(WorkflowInstance instance, WorkflowState state, CancellationToken ct)
    {
        var rows = await db.Set<WorkflowBookmark>().Where(b => b.InstanceId == instance.Id).ToDictionaryAsync(b => b.Id, ct);
        var lost = state.Bookmarks.Where(b => !rows.ContainsKey(b.Id)).ToList();
        var stray = rows.Values.Where(r => state.Bookmarks.All(b => b.Id != r.Id)).ToList();
        foreach (var bookmark in lost)
        {
            recorder.AddRow(instance, bookmark);
        }

        foreach (var row in stray)
        {
            db.Remove(row);
            await tasks.CloseAsync(row.Id, ct);
        }

        foreach (var bookmark in state.Bookmarks.Where(b => rows.TryGetValue(b.Id, out var row) && !SameMoment(row.DueAt, b.DueAt)))
        {
            rows[bookmark.Id].DueAt = bookmark.DueAt;
        }

        return lost.Count + stray.Count > 0;
    }

    /// <summary>PostgreSQL keeps microseconds, the state a tenth of one.</summary>
    private static bool SameMoment(DateTime? one, DateTime? other) =>
        one is null || other is null ? one == other : (one.Value - other.Value).Duration() < TimeSpan.FromMicroseconds(1);

    private async Task<bool> MendTasksAsync(WorkflowInstance instance, IProcessSubject of, WorkflowState state, CancellationToken ct)
    {
        var asked = state.Bookmarks.Where(b => b.Name == HumanTask.Name).ToDictionary(b => b.Id);
        var ids = asked.Keys.ToList();
        var present = await db.Tasks.Where(t => ids.Contains(t.BookmarkId!)).Select(t => new { t.BookmarkId, t.State }).ToListAsync(ct);
        var missing = asked.Values.Where(b => present.All(p => p.BookmarkId != b.Id)).ToList();
        foreach (var bookmark in missing)
        {
            await tasks.OpenAsync(bookmark, of, ct);
        }

        var prefix = instance.Id + "/";
        var stray = await db.Tasks.Of(of)
            .Where(t => t.State == TaskState.Open && t.BookmarkId != null && t.BookmarkId.StartsWith(prefix) && !ids.Contains(t.BookmarkId))
            .ToListAsync(ct);
        stray.ForEach(t => t.Cancel(clock.UtcNow()));
        return missing.Count + stray.Count > 0;
    }

    /// <summary>A failed step without its row could be decided on by nobody; a row that the state does not know is about nothing.</summary>
    private async Task<bool> MendIncidentsAsync(WorkflowInstance instance, WorkflowState state, CancellationToken ct)
    {
        var rows = await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ClosedAt == null).ToListAsync(ct);
        var lost = state.Incidents.Where(i => rows.TrueForAll(r => r.Id != i.Id)).ToList();
        var stray = rows.FindAll(r => state.Incidents.All(i => i.Id != r.Id));
        foreach (var incident in lost)
        {
            if (await db.Set<WorkflowIncident>().FindAsync([incident.Id], ct) is { } closed)
            {
                closed.OpenAgain();
            }
            else
            {
                recorder.AddRow(instance, incident, null);
            }
        }

        stray.ForEach(r => r.Close(IncidentDecision.Cancelled, null, "The case is not at this step any more.", clock.UtcNow()));
        return lost.Count + stray.Count > 0;
    }

    /// <summary>A case whose child has ended without its parent hearing of it goes on now.</summary>
    private async Task<bool> MendParentAsync(WorkflowInstance instance, WorkflowState state, CancellationToken ct)
    {
        var children = await db.Set<WorkflowInstance>().Where(i => i.ParentId == instance.Id
            && (i.SubStatus == nameof(SubStatus.Finished) || i.SubStatus == nameof(SubStatus.Cancelled))).ToListAsync(ct);
        var mended = false;
        foreach (var child in children.Where(c => state.Bookmarks.Any(b => WorkflowRunner.WaitsFor(b, c.Id))))
        {
            await runner.HearOfChildAsync(instance.Id, child, ct);
            mended = true;
        }

        return mended;
    }

    /// <summary>An event that was told in the moment in which the case began to wait for it was kept beside the wait; it is delivered now.</summary>
    private async Task<bool> MendEventsAsync(WorkflowInstance instance, WorkflowState state, CancellationToken ct)
    {
        var before = instance.State;
        foreach (var bookmark in state.Bookmarks.Where(b => CaseEvents.NameOf(b) is not null))
        {
            await runner.HearOfKeptAsync(instance, bookmark, ct);
        }

        return instance.State != before;
    }

    private async Task<string?> TroubleAsync(WorkflowInstance instance, WorkflowState state, CancellationToken ct)
    {
        var definition = await library.GetAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        var waits = state.Bookmarks.Where(b => b.Name == HumanTask.Name).Select(b => b.Id).ToList();
        if (await db.Tasks.AnyAsync(t => waits.Contains(t.BookmarkId!) && (t.State == TaskState.Done || t.State == TaskState.Lapsed || t.State == TaskState.Cancelled), ct))
        {
            return "It waits for a task that has ended. End the wait on its page.";
        }

        if (definition.ContentHash != state.ContentHash)
        {
            return CaseReading.OtherContent(instance);
        }

        if (state.RunningExecutionId is not null)
        {
            return "It stands in the middle of a step that nobody carries out.";
        }

        if (instance.SubStatus != state.SubStatus.ToString())
        {
            return $"Its row says that it is {instance.SubStatus}, its state that it is {state.SubStatus}.";
        }

        var overdue = clock.UtcNow() - MostLate;
        if (state.Bookmarks.Where(b => b.DueAt < overdue).Select(b => b.DueAt).Min() is { } due
            && !await db.Tasks.AnyAsync(t => waits.Contains(t.BookmarkId!) && db.Matters.Any(m => m.TaskId == t.Id && m.State == MatterState.Open), ct))
        {
            return $"It should have gone on by itself at {due.Words()}, and did not.";
        }

        return state is { IsEnded: false, Bookmarks.Count: 0, Incidents.Count: 0 } && WorkflowState.Parse(instance.State).Bookmarks.Count == 0
            ? "It waits for nothing and has not ended."
            : null;
    }
}

/// <summary>Rings <see cref="CheckCases"/> every quarter of an hour.</summary>
public sealed class CheckCasesJob(CheckCases check) : IPortalJob
{
    public const string Name = "check-cases";

    public Task RunAsync(string subject, CancellationToken ct) => check.RunAsync(ct);
}
