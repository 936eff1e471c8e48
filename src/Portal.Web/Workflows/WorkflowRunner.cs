using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>
/// Moves cases on: hands signals to the pure engine and keeps what it says in the database context of the caller.
/// Never saves: state, bookmarks, journal and all that the steps did become true in the caller's one save, or not at all.
/// </summary>
public sealed class WorkflowRunner(
    PortalDbContext db,
    WorkflowEngine engine,
    DefinitionLibrary library,
    WorkflowActivities activities,
    HumanTasks tasks,
    IServiceProvider services,
    TimeProvider clock)
{
    /// <summary>Starts a case for a self-assessment on the latest version of a definition.</summary>
    public async Task StartAsync(SelfAssessment of, string definitionId, JsonObject input, CancellationToken ct)
    {
        var definition = await library.LatestAsync(definitionId, ct);
        var instance = new WorkflowInstance
        {
            Id = Guid.CreateVersion7().ToString("N"),
            BodyId = of.BodyId,
            SelfAssessmentId = of.Id,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            DefinitionHash = definition.ContentHash,
            StartedAt = clock.UtcNow(),
        };
        db.Add(instance);
        await AdvanceAsync(instance, of, definition, null, new Signal.Start(clock.UtcNow(), instance.Id, of.Id.ToString(), input), ct);
    }

    /// <summary>Goes on where a person's task waited.</summary>
    /// <exception cref="RuleBroken">The task was done or withdrawn meanwhile.</exception>
    public Task ResumeAsync(string bookmarkId, JsonObject input, CancellationToken ct) => ResumeAsync(b => b.Id == bookmarkId, input, ct);

    /// <summary>Goes on where an activity waited for a job, known by the name it gave.</summary>
    public Task ResumeWaitAsync(string waitsFor, CancellationToken ct) => ResumeAsync(b => b.Name == waitsFor, [], ct);

    /// <summary>Ends the running case of a self-assessment; its tasks go with it.</summary>
    public async Task CancelAsync(SelfAssessment of, string reason, CancellationToken ct)
    {
        foreach (var instance in await db.Set<WorkflowInstance>()
            .Where(i => i.SelfAssessmentId == of.Id && (i.SubStatus == nameof(SubStatus.Suspended) || i.SubStatus == nameof(SubStatus.Executing)))
            .ToListAsync(ct))
        {
            var definition = await library.GetAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
            await AdvanceAsync(instance, of, definition, WorkflowState.Parse(instance.State), new Signal.Cancel(clock.UtcNow(), reason), ct);
        }
    }

    private async Task ResumeAsync(System.Linq.Expressions.Expression<Func<WorkflowBookmark, bool>> which, JsonObject input, CancellationToken ct)
    {
        var bookmark = await db.Set<WorkflowBookmark>().FirstOrDefaultAsync(which, ct) ?? throw AlreadyUsed();
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == bookmark.InstanceId, ct);
        var of = await db.SelfAssessments.SingleAsync(a => a.Id == instance.SelfAssessmentId, ct);
        var definition = await library.GetAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        await AdvanceAsync(instance, of, definition, WorkflowState.Parse(instance.State), new Signal.Resume(clock.UtcNow(), bookmark.Id, input), ct);
    }

    private async Task AdvanceAsync(
        WorkflowInstance instance, SelfAssessment of, WorkflowDefinition definition, WorkflowState? state, Signal signal, CancellationToken ct)
    {
        var step = engine.Advance(definition, state, signal);
        if (!step.IsAccepted)
        {
            throw AlreadyUsed();
        }

        await KeepAsync(instance, of, step.Effects, ct);
        while (step.ToRun is { } run)
        {
            step = engine.Advance(definition, step.State, await CarryOutAsync(instance, run, ct));
            await KeepAsync(instance, of, step.Effects, ct);
        }

        instance.State = step.State.ToJson();
        instance.SubStatus = step.State.SubStatus.ToString();
    }

    private async Task<Signal> CarryOutAsync(WorkflowInstance instance, Effect.RunActivity run, CancellationToken ct) =>
        await activities.Make(run.Type, services).RunAsync(new ActivityRun(instance, run.Inputs), ct) switch
        {
            ActivityResult.Waits waits => new Signal.ActivityWaits(clock.UtcNow(), run.ExecutionId, waits.For),
            ActivityResult.Done done => new Signal.ActivityCompleted(clock.UtcNow(), run.ExecutionId, done.Outcomes),
            _ => throw new InvalidOperationException($"The activity {run.Type} neither ended nor waits."),
        };

    private async Task KeepAsync(WorkflowInstance instance, SelfAssessment of, IEnumerable<Effect> effects, CancellationToken ct)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.JournalWritten written:
                    db.Add(Line(instance, written.Entry));
                    break;
                case Effect.BookmarkCreated created:
                    db.Add(Row(instance, created.Bookmark));
                    if (created.Bookmark.Name == HumanTask.Name)
                    {
                        await tasks.OpenAsync(created.Bookmark, of, ct);
                    }

                    break;
                case Effect.BookmarkRemoved removed:
                    var row = await db.Set<WorkflowBookmark>().FindAsync([removed.Bookmark.Id], ct);
                    if (row is not null)
                    {
                        db.Remove(row);
                    }

                    if (removed.Reason == BookmarkEnd.Cancelled)
                    {
                        await tasks.CloseAsync(removed.Bookmark.Id, ct);
                    }

                    break;
            }
        }
    }

    private WorkflowBookmark Row(WorkflowInstance instance, Bookmark bookmark) => new()
    {
        Id = bookmark.Id,
        InstanceId = instance.Id,
        BodyId = instance.BodyId,
        ActivityId = bookmark.ActivityId,
        Name = bookmark.Name,
        Payload = bookmark.Payload,
        DueAt = bookmark.DueAt,
        CreatedAt = clock.UtcNow(),
    };

    private static WorkflowJournalLine Line(WorkflowInstance instance, JournalEntry entry) => new()
    {
        InstanceId = instance.Id,
        Sequence = entry.Sequence,
        BodyId = instance.BodyId,
        At = entry.At,
        ActivityId = entry.ActivityId,
        ActivityType = entry.Type,
        Event = entry.Event.ToString(),
        Outcomes = entry.Outcomes.Count == 0 ? null : string.Join(", ", entry.Outcomes),
        Message = entry.Message,
    };

    private static RuleBroken AlreadyUsed() =>
        new("workflow.already-done", "Somebody has already done this, or it is no longer needed. Nothing was changed by you.");
}
