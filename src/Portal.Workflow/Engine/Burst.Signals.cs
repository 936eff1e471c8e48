namespace Portal.Workflow.Engine;

/// <summary>How signals enter a burst. The engine has checked that they fit.</summary>
internal sealed partial class Burst
{
    public void Resume(Signal.Resume signal)
    {
        var bookmark = data.Bookmarks.First(b => b.Id == signal.BookmarkId);
        RemoveBookmark(bookmark, BookmarkEnd.Burned);
        Current.Input = signal.Input?.DeepClone().AsObject() ?? [];
        data.Queue.Add(new WorkItem { NodeId = Find(bookmark.ExecutionId)!.NodeId, ExecutionId = bookmark.ExecutionId, Bookmark = bookmark });
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

    /// <summary>Goes on with the definition handed in; variables it adds begin with their initial values.</summary>
    public void Migrate()
    {
        var from = data.Version;
        data.Version = definition.Version;
        data.ContentHash = definition.ContentHash;
        foreach (var (id, value) in VariableScope.Defaults(definition.Variables))
        {
            data.Variables.TryAdd(id, value);
        }

        foreach (var execution in data.Executions)
        {
            foreach (var (id, value) in VariableScope.Defaults(Node(execution).Variables))
            {
                (execution.Variables ??= []).TryAdd(id, value);
            }
        }

        Journal(data.Executions[0], JournalEvent.Migrated, message: $"Moved from version {from} to version {definition.Version}");
    }

    public void Retry(string incidentId)
    {
        var incident = data.Incidents.First(i => i.Id == incidentId);
        CloseIncident(incident);
        var execution = Find(incident.ExecutionId)!;
        CancelInside(execution);
        execution.Notes = null;
        execution.Flow = null;
        execution.Breaking = false;
        data.Queue.Add(new WorkItem { NodeId = execution.NodeId, ExecutionId = execution.Id });
    }

    public void Skip(Signal.SkipIncident signal)
    {
        var incident = data.Incidents.First(i => i.Id == signal.IncidentId);
        CloseIncident(incident);
        var execution = Find(incident.ExecutionId)!;
        execution.Status = ExecutionStatus.Running;
        Journal(execution, JournalEvent.Skipped, [signal.Outcome]);
        Complete(execution, [signal.Outcome]);
    }
}
