using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Migration;

namespace Portal.Web.Workflows;

/// <summary>
/// Moves cases on: hands signals to the pure engine and keeps what it says in the database context of the caller.
/// Never saves: state, bookmarks, journal and all that the steps did, in this case and in those it starts, tells or ends, become true in the
/// caller's one save, or not at all. Callers wrap it in <see cref="Conflicts.RetryOnConflictAsync{T}"/>.
/// </summary>
public sealed partial class WorkflowRunner(
    PortalDbContext db,
    WorkflowEngine engine,
    DefinitionLibrary library,
    WorkflowActivities activities,
    CaseRecorder recorder,
    CaseActivation activation,
    CaseEvents events,
    StepFailures failures,
    CurrentPerson me,
    IServiceProvider services,
    TimeProvider clock)
{
    /// <summary>Code of the refusal of a wait that was used or withdrawn.</summary>
    public const string AlreadyDone = "workflow.already-done";

    /// <summary>Code of the refusal of an act on a case whose state cannot be used.</summary>
    public const string CannotGoOn = "workflow.cannot-go-on";

    /// <summary>The output in which a process says what came of it.</summary>
    public const string ResultOutput = "Result";

    private readonly HashSet<string> _unusable = new(StringComparer.Ordinal);

    /// <summary>Starts a case for a self-assessment or a matter on the latest version of a definition.</summary>
    /// <exception cref="RuleBroken">The definition cannot be read, or may not begin while another case runs.</exception>
    public Task StartAsync(IProcessSubject of, string definitionId, JsonObject input, CancellationToken ct) => WithErrandsAsync(
        async () =>
        {
            await StartAsync(of, definitionId, Guid.CreateVersion7().ToString("N"), IdOf(of), null, input, ct);
            return Acceptance.Accepted;
        },
        ct);

    /// <summary>Goes on where a person's task or a timer waited.</summary>
    /// <exception cref="RuleBroken">It was done or withdrawn meanwhile.</exception>
    public async Task ResumeAsync(string bookmarkId, JsonObject input, CancellationToken ct)
    {
        if (await db.FindWaitAsync(bookmarkId, ct) is not { } found
            || await ResumeAsync(found.Wait, found.Instance, input, ct) != Acceptance.Accepted)
        {
            throw await AlreadyUsedAsync(bookmarkId, ct);
        }
    }

    /// <summary>Goes on where an activity waited for a job, known by the name it gave.</summary>
    /// <returns>False when nothing waits for it any more.</returns>
    public async Task<bool> ResumeWaitAsync(string waitsFor, CancellationToken ct)
    {
        var id = await db.Set<WorkflowBookmark>().Where(b => b.Name == waitsFor).Select(b => b.Id).FirstOrDefaultAsync(ct);
        return id is not null && await db.FindWaitAsync(id, ct) is { Wait: var wait, Instance: var instance } && await ResumeAsync(wait, instance, [], ct) == Acceptance.Accepted;
    }

    /// <summary>Ends the running cases of a self-assessment or a matter; their tasks go with them.</summary>
    public async Task CancelAsync(IProcessSubject of, string reason, CancellationToken ct)
    {
        foreach (var instance in await db.Set<WorkflowInstance>().Of(of)
            .Where(i => i.SubStatus == nameof(SubStatus.Suspended) || i.SubStatus == nameof(SubStatus.Executing))
            .OrderBy(i => i.Id.Length).ToListAsync(ct)) // A parent before its children, whose ids are longer: it must not go on because they end.
        {
            await SendAsync(instance, new Signal.Cancel(clock.UtcNow(), reason, Who), ct);
        }
    }

    /// <summary>Hands one signal to one case, and lets the cases that it starts, tells or ends go on too.</summary>
    /// <returns>Whether it was taken.</returns>
    public Task<Acceptance> SendAsync(WorkflowInstance instance, Signal signal, CancellationToken ct) =>
        WithErrandsAsync(() => TakeAsync(instance, signal, ct), ct);

    /// <summary>False where a case that was handed a signal did not take it because its state cannot be used. All that can be done is to end it.</summary>
    public bool IsUsable(string caseId) => !_unusable.Contains(caseId);

    /// <summary>Moves a case to another version of its definition, as its plan says.</summary>
    /// <returns>False when its plan does not allow it (any more); nothing is changed then.</returns>
    public async Task<bool> MigrateAsync(WorkflowInstance instance, WorkflowDefinition to, Signal.Migrate signal, CancellationToken ct)
    {
        var (from, state, _) = await CaseReading.OfAsync(instance, library, ct);
        if (from is null || state is null || !WorkflowMigration.Plan(from, to, state, signal.NewIds).IsPossible)
        {
            return false;
        }

        var of = await db.SubjectOfAsync(instance, ct);
        instance.DefinitionVersion = to.Version;
        instance.DefinitionHash = to.ContentHash;
        return await WithErrandsAsync(() => AdvanceAsync(instance, of, to, state, signal, ct), ct) == Acceptance.Accepted;
    }

    /// <summary>A case that is started in this very act gets another id when the act is run again; what it follows stands for it, and its place among the children.</summary>
    private string KeyOf(WorkflowInstance instance) => db.Entry(instance).State == EntityState.Added
        ? instance.DefinitionId + (instance.Id.IndexOf('.', StringComparison.Ordinal) is > 0 and var child ? instance.Id[child..] : "")
        : instance.Id;

    /// <summary>The name under which the present person's decisions stand in the journal; null when the portal itself acts.</summary>
    public string? Who => me.IsKnown ? me.Person.Name : null;

    private async Task<Acceptance> ResumeAsync(WorkflowBookmark bookmark, WorkflowInstance instance, JsonObject input, CancellationToken ct)
    {
        var acceptance = await SendAsync(instance, new Signal.Resume(clock.UtcNow(), bookmark.Id, input), ct);
        return IsUsable(instance.Id)
            ? acceptance
            : throw new RuleBroken(CannotGoOn, "The process cannot go on: the record of where it stands cannot be used. Tell the administrator. What was written is kept.");
    }

    private async Task StartAsync(
        IProcessSubject of, string definitionId, string id, string? correlationId, WorkflowInstance? parent, JsonObject input, CancellationToken ct)
    {
        var definition = await library.FindLatestAsync(definitionId, ct) ?? throw new RuleBroken(
            CannotGoOn, $"The process “{definitionId}”, which is to begin now, is not published or cannot be read. Nothing was changed. Tell the administrator.");
        if (parent is null)
        {
            await activation.RequireAsync(definition, correlationId, ct);
        }

        var instance = new WorkflowInstance
        {
            Id = id,
            BodyId = of.BodyId,
            SelfAssessmentId = (of as SelfAssessment)?.Id,
            MatterId = (of as Matter)?.Id,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            DefinitionHash = definition.ContentHash,
            CorrelationId = correlationId,
            ParentId = parent?.Id,
            StartedAt = clock.UtcNow(),
        };
        db.Add(instance);
        await AdvanceAsync(instance, of, definition, null, new Signal.Start(clock.UtcNow(), id, correlationId, input, ParentInstanceId: parent?.Id), ct);
    }

    private async Task<Acceptance> TakeAsync(WorkflowInstance instance, Signal signal, CancellationToken ct)
    {
        var of = await db.SubjectOfAsync(instance, ct);
        var reading = await CaseReading.OfAsync(instance, library, ct);
        if (reading.IsUsable)
        {
            _unusable.Remove(instance.Id);
            return await AdvanceAsync(instance, of, reading.Definition, reading.State, signal, ct);
        }

        if (signal is Signal.Cancel cancel)
        {
            return await EndByRowsAsync(instance, of, cancel, reading.Trouble, ct);
        }

        _unusable.Add(instance.Id);
        instance.Trouble = reading.Trouble;
        return Acceptance.Mismatch;
    }

    private async Task<Acceptance> EndByRowsAsync(WorkflowInstance instance, IProcessSubject of, Signal.Cancel cancel, string trouble, CancellationToken ct)
    {
        if (instance.SubStatus is nameof(SubStatus.Finished) or nameof(SubStatus.Cancelled))
        {
            return Acceptance.Ended;
        }

        await recorder.EndByRowsAsync(instance, of, cancel, trouble, ct);
        instance.SubStatus = nameof(SubStatus.Cancelled);
        instance.Trouble = null;
        foreach (var child in await db.Set<WorkflowInstance>().Where(i => i.ParentId == instance.Id).Select(i => i.Id).ToListAsync(ct))
        {
            _errands.Enqueue(token => CancelChildAsync(child, token));
        }

        if (instance.ParentId is { } parent)
        {
            _errands.Enqueue(token => TellParentAsync(parent, instance.Id, [], instance.SubStatus, token));
        }
        else
        {
            of.ProcessEnded(cancel.Reason, true, clock.UtcNow());
        }

        return Acceptance.Accepted;
    }

    private async Task<Acceptance> AdvanceAsync(
        WorkflowInstance instance, IProcessSubject of, WorkflowDefinition definition, WorkflowState? state, Signal signal, CancellationToken ct)
    {
        var step = engine.Advance(definition, state, signal);
        if (!step.IsAccepted)
        {
            return step.Acceptance;
        }

        await KeepAsync(instance, of, new StepTaken(signal, step.Effects), ct);
        var journal = step.Journal.ToList();
        while (step.ToRun is { } run)
        {
            var (answer, failure) = await CarryOutAsync(instance, of, run, ct);
            step = engine.Advance(definition, step.State, answer);
            await KeepAsync(instance, of, new StepTaken(answer, step.Effects, failure), ct);
            journal.AddRange(step.Journal);
        }

        recorder.KeepJournal(instance, journal);
        instance.State = step.State.ToJson();
        instance.SubStatus = step.State.SubStatus.ToString();
        instance.CorrelationId = step.State.CorrelationId;
        if (step.State is { IsEnded: true, ParentInstanceId: { } parent })
        {
            _errands.Enqueue(token => TellParentAsync(parent, instance.Id, step.State.Output, instance.SubStatus, token));
        }
        else if (step.State.IsEnded)
        {
            var result = signal is Signal.Cancel cancelled ? cancelled.Reason : step.State.Output[ResultOutput]?.ToString();
            of.ProcessEnded(result, step.State.SubStatus == SubStatus.Cancelled, clock.UtcNow());
        }

        return step.Acceptance;
    }

    /// <remarks>
    /// A rule that is broken while a person acts on this case refuses the whole act: they read why and nothing is kept. Anything else that goes
    /// wrong, and everything where nobody is there to read it, stops only this step, as an incident. What the step had begun in the database context
    /// must go, so the act is run again, and this time the step is not tried.
    /// </remarks>
    private async Task<(Signal Answer, StepFailure? Failure)> CarryOutAsync(
        WorkflowInstance instance, IProcessSubject of, Effect.RunActivity run, CancellationToken ct)
    {
        if (failures.Of(KeyOf(instance), run) is { } known)
        {
            return (new Signal.ActivityFaulted(clock.UtcNow(), run.ExecutionId, known.Message), known);
        }

        try
        {
            return (await activities.Make(run.Type, services).RunAsync(new ActivityRun(instance, of, run.ExecutionId, run.Inputs), ct) switch
            {
                ActivityResult.Waits waits => new Signal.ActivityWaits(clock.UtcNow(), run.ExecutionId, waits.For, waits.Payload, waits.Until),
                ActivityResult.Done done => new Signal.ActivityCompleted(clock.UtcNow(), run.ExecutionId, done.Outcomes, done.Outputs),
                _ => throw new InvalidOperationException($"The activity {run.Type} neither ended nor waits."),
            }, null);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && !Conflicts.IsLostRace(failure) && !(failure is RuleBroken && me.IsKnown && !_onErrand))
        {
            failures.Remember(KeyOf(instance), run, failure);
            throw new RunAgain(failure);
        }
    }

    private async Task KeepAsync(WorkflowInstance instance, IProcessSubject of, StepTaken step, CancellationToken ct)
    {
        await recorder.KeepAsync(instance, of, step, ct);
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case Effect.StartChild child:
                    _errands.Enqueue(token => StartAsync(of, child.DefinitionId, child.InstanceId, child.CorrelationId, instance, child.Input, token));
                    break;
                case Effect.CancelChild child:
                    _errands.Enqueue(token => CancelChildAsync(child.InstanceId, token));
                    break;
                case Effect.EventPublished published:
                    _errands.Enqueue(token => PublishAsync(CaseEvents.Made(instance, published, clock.UtcNow()), token));
                    break;
                case Effect.BookmarkCreated { Bookmark: { } bookmark } when CaseEvents.NameOf(bookmark) is not null:
                    _errands.Enqueue(token => DeliverKeptAsync(instance, bookmark, token));
                    break;
            }
        }
    }

    private static string IdOf(IProcessSubject of) => of switch
    {
        SelfAssessment assessment => assessment.Id.ToString(),
        Matter matter => matter.Id.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(of), of, null),
    };

    /// <summary>The refusal of a wait that was used or withdrawn; it says who used it, where a person did.</summary>
    internal async Task<RuleBroken> AlreadyUsedAsync(string bookmarkId, CancellationToken ct)
    {
        var done = await db.Tasks.Where(t => t.BookmarkId == bookmarkId && t.EndedBy != null)
            .Join(db.People, t => t.EndedBy, p => p.Id, (t, p) => new { p.Name, t.EndedAt }).FirstOrDefaultAsync(ct);
        return new RuleBroken(AlreadyDone, done is null
            ? "Somebody has already done this, or it is no longer needed. Nothing was changed by you."
            : $"This was already done by {done.Name} on {done.EndedAt!.Value.Words()}. Nothing was changed by you.");
    }
}
