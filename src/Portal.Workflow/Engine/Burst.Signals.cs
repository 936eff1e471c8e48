namespace Portal.Workflow.Engine;

/// <summary>How signals enter a burst. The engine has checked that they fit.</summary>
internal sealed partial class Burst
{
    public void Resume(Signal.Resume signal)
    {
        var place = data.Bookmarks.FindIndex(b => b.Id == signal.BookmarkId);
        var bookmark = data.Bookmarks[place];
        var execution = Find(bookmark.ExecutionId)!;
        RemoveBookmark(place, execution, BookmarkEnd.Burned);
        Current.Input = signal.Input?.DeepClone().AsObject() ?? [];
        _open.Enqueue(new WorkItem { NodeId = execution.NodeId, ExecutionId = execution.Id, Bookmark = bookmark });
    }

    public void HostCompleted(Signal.ActivityCompleted signal)
    {
        var execution = Find(signal.ExecutionId)!;
        Current.Running = null;
        Guard(execution, context =>
        {
            context.SetOutputs(signal.Outputs ?? []);
            context.Complete(signal.Outcomes ?? []);
        });
    }

    public void HostFaulted(Signal.ActivityFaulted signal) => Fault(Find(signal.ExecutionId)!, signal.Message, null);

    public void HostWaits(Signal.ActivityWaits signal)
    {
        var execution = Find(signal.ExecutionId)!;
        Current.Running = null;
        AddBookmark(execution, signal.BookmarkName ?? Node(execution).Type, signal.Payload?.DeepClone(), signal.DueAt);
        Journal(execution, JournalEvent.Suspended);
    }

    public void Retry(Signal.RetryIncident signal)
    {
        var incident = Close(signal.IncidentId);
        var execution = Find(incident.ExecutionId)!;
        _open.Enqueue(new WorkItem { NodeId = execution.NodeId, ExecutionId = execution.Id, By = signal.By, Reason = signal.Reason });
    }

    public void Skip(Signal.SkipIncident signal)
    {
        var execution = Find(Close(signal.IncidentId).ExecutionId)!;
        execution.Status = ExecutionStatus.Running;
        Journal(execution, JournalEvent.Skipped, [signal.Outcome], signal.Reason, signal.By);
        Complete(execution, [signal.Outcome]);
    }

    public void GiveUp(Signal.CancelIncident signal)
    {
        var incident = data.Incidents.First(i => i.Id == signal.IncidentId);
        Cancel(Find(incident.ExecutionId)!, tellContainer: true, signal.Reason, signal.By);
    }

    public void MoveTimer(Signal.MoveTimer signal)
    {
        var place = data.Bookmarks.FindIndex(b => b.Id == signal.BookmarkId);
        var moved = data.Bookmarks[place].MovedTo(signal.DueAt);
        data.Bookmarks[place] = moved;
        Journal(Find(moved.ExecutionId)!, JournalEvent.TimerMoved, message: signal.Reason, by: signal.By);
        Emit(new Effect.BookmarkChanged(moved));
    }

    public void SetVariable(Signal.SetVariable signal)
    {
        var variable = definition.Variables.First(v => v.Id == signal.VariableId);
        Expressions.ValueConversion.TryConvert(signal.Value, variable.FullType, out var value);
        data.Variables[variable.Id] = value?.DeepClone();
        Journal(data.Executions[0], JournalEvent.VariableSet, message: $"{variable.Name}: {signal.Reason}".TrimEnd(' ', ':'), by: signal.By);
    }

    private Incident Close(string incidentId)
    {
        var incident = data.Incidents.First(i => i.Id == incidentId);
        CloseIncident(incident);
        return incident;
    }

    /// <summary>Takes a failed activity back to where it began.</summary>
    private void Restart(Execution execution)
    {
        CancelInside(execution);
        execution.Status = ExecutionStatus.Running;
        execution.Notes = null;
        execution.Flow = null;
        execution.Breaking = false;
    }
}
