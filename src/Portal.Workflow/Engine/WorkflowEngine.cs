using Portal.Workflow.Activities;
using Portal.Workflow.Definitions;
using Portal.Workflow.Expressions;
using Portal.Workflow.Migration;

namespace Portal.Workflow.Engine;

/// <summary>
/// The runtime of workflow definitions, as a pure function: definition, state and signal in, new state and effects out. It reads no clock, does no
/// input or output and makes no ids but those counted in the state.
/// </summary>
public sealed class WorkflowEngine(ActivityCatalogue catalogue)
{
    private readonly ActivityBehaviours _behaviours = new(catalogue);

    /// <summary>
    /// Takes a signal. The burst it sets off runs until nothing is left to do or the host has to carry out an activity. A signal that does not
    /// fit changes nothing and says so in <see cref="Step.Acceptance"/>; no signal throws.
    /// </summary>
    /// <param name="definition">The version the instance is pinned to; its state says which by content hash, and no other is taken.</param>
    /// <param name="state">Where the instance stands; null to start one.</param>
    /// <param name="signal">What happened. A burst runs at most 10,000 activities, so that a circle without a wait ends as an incident.</param>
    /// <returns>The new state, what the host has to do in the same transaction, and whether the signal was taken.</returns>
    public Step Advance(WorkflowDefinition definition, WorkflowState? state, Signal signal)
    {
        if (state is null)
        {
            return signal is Signal.Start start
                ? Run(definition, Born(definition, start), signal, burst => burst.Begin(start))
                : throw new ArgumentException("An instance begins with a start signal.", nameof(signal));
        }

        var obstacle = Obstacle(definition, state, signal);
        return obstacle == Acceptance.Accepted ? Run(definition, state.Take(), signal, burst => Take(burst, signal)) : new Step(state, [], obstacle);
    }

    private static StateData Born(WorkflowDefinition definition, Signal.Start start) => new()
    {
        InstanceId = start.InstanceId,
        DefinitionId = definition.DefinitionId,
        Version = definition.Version,
        ContentHash = definition.ContentHash,
        CorrelationId = start.CorrelationId,
        Name = start.Name,
        ParentInstanceId = start.ParentInstanceId,
        Input = start.Input?.DeepClone().AsObject() ?? [],
    };

    private static Acceptance Obstacle(WorkflowDefinition definition, WorkflowState state, Signal signal)
    {
        if (signal is Signal.Migrate migrate)
        {
            return Migrated(definition, state, migrate);
        }

        if (signal is Signal.Start || state.DefinitionId != definition.DefinitionId || state.ContentHash != definition.ContentHash)
        {
            return Acceptance.Mismatch;
        }

        return signal switch
        {
            Signal.Resume resume when state.Bookmark(resume.BookmarkId) is not null => state.RunningExecutionId is null ? Acceptance.Accepted : Acceptance.Busy,
            Signal.Resume resume => Missing(state, resume.BookmarkId, 'b'),
            Signal.RetryIncident retry => Decided(state, retry.IncidentId),
            Signal.SkipIncident skip => Decided(state, skip.IncidentId),
            Signal.CancelIncident giveUp => Decided(state, giveUp.IncidentId),
            Signal.MoveTimer move => Movable(state, move.BookmarkId),
            Signal.SetVariable set => Settable(definition, state, set),
            Signal.ActivityCompleted completed => Answered(state, completed.ExecutionId),
            Signal.ActivityFaulted faulted => Answered(state, faulted.ExecutionId),
            Signal.ActivityWaits waits => Answered(state, waits.ExecutionId),
            _ => state.IsEnded ? Acceptance.Ended : Acceptance.Accepted,
        };
    }

    private static Acceptance Movable(WorkflowState state, string bookmarkId)
    {
        if (state.Bookmark(bookmarkId) is not { } bookmark)
        {
            return Missing(state, bookmarkId, 'b');
        }

        if (state.RunningExecutionId is not null)
        {
            return Acceptance.Busy;
        }

        return bookmark.DueAt is null ? Acceptance.Mismatch : Acceptance.Accepted;
    }

    private static Acceptance Settable(WorkflowDefinition definition, WorkflowState state, Signal.SetVariable set)
    {
        if (state.IsEnded)
        {
            return Acceptance.Ended;
        }

        if (state.RunningExecutionId is not null)
        {
            return Acceptance.Busy;
        }

        return definition.Variables.FirstOrDefault(v => v.Id == set.VariableId) is { } variable
            && ValueConversion.TryConvert(set.Value, variable.FullType, out _)
            ? Acceptance.Accepted
            : Acceptance.Mismatch;
    }

    private static Acceptance Migrated(WorkflowDefinition definition, WorkflowState state, Signal.Migrate migrate)
    {
        if (state.IsEnded)
        {
            return Acceptance.Ended;
        }

        if (state.RunningExecutionId is not null)
        {
            return Acceptance.Busy;
        }

        return state.DefinitionId == definition.DefinitionId && new NodeMapping(definition, migrate.NewIds).CanTake(state)
            ? Acceptance.Accepted
            : Acceptance.Mismatch;
    }

    private static Acceptance Decided(WorkflowState state, string incidentId)
    {
        if (state.Incidents.Any(i => i.Id == incidentId))
        {
            return state.RunningExecutionId is null ? Acceptance.Accepted : Acceptance.Busy;
        }

        return Missing(state, incidentId, 'i');
    }

    private static Acceptance Answered(WorkflowState state, string executionId)
    {
        if (state.RunningExecutionId == executionId)
        {
            return Acceptance.Accepted;
        }

        return Missing(state, executionId, 'e');
    }

    private static Acceptance Missing(WorkflowState state, string id, char kind)
    {
        var given = Identity.WasGiven(state, id, kind);
        return (given, state.IsEnded) switch
        {
            (true, _) => Acceptance.AlreadyUsed,
            (false, true) => Acceptance.Ended,
            _ => Acceptance.Unknown,
        };
    }

    private static void Take(Burst burst, Signal signal)
    {
        switch (signal)
        {
            case Signal.Resume resume:
                burst.Resume(resume);
                break;
            case Signal.ActivityCompleted completed:
                burst.HostCompleted(completed);
                break;
            case Signal.ActivityFaulted faulted:
                burst.HostFaulted(faulted);
                break;
            case Signal.ActivityWaits waits:
                burst.HostWaits(waits);
                break;
            case Signal.RetryIncident retry:
                burst.Retry(retry);
                break;
            case Signal.SkipIncident skip:
                burst.Skip(skip);
                break;
            case Signal.CancelIncident giveUp:
                burst.GiveUp(giveUp);
                break;
            case Signal.MoveTimer move:
                burst.MoveTimer(move);
                break;
            case Signal.SetVariable set:
                burst.SetVariable(set);
                break;
            case Signal.Migrate migrate:
                burst.Migrate(migrate);
                break;
            case Signal.Cancel cancel:
                burst.CancelInstance(cancel.Reason, cancel.By);
                break;
        }
    }

    private Step Run(WorkflowDefinition definition, StateData data, Signal signal, Action<Burst> take)
    {
        var burst = new Burst(definition, data, _behaviours, signal.At);
        take(burst);
        burst.RunQueue();
        return new Step(new WorkflowState(data), burst.Effects);
    }
}
