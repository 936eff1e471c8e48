using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Engine;

/// <summary>How activities end: completed, cancelled, faulted; and the whole instance with them.</summary>
internal sealed partial class Burst
{
    /// <summary>Completes an activity: what is still open inside is cancelled, then the container is told.</summary>
    public void Complete(Execution execution, IReadOnlyList<string> outcomes)
    {
        if (!_open.IsOpen(execution) || execution.Status == ExecutionStatus.Faulted)
        {
            return;
        }

        CancelInside(execution);
        Drop(execution, BookmarkEnd.Cancelled);
        Journal(execution, JournalEvent.Completed, IsEnvelopeOrRoot(execution) ? [] : outcomes);
        if (Find(execution.ParentId) is { } parent)
        {
            Guard(parent, context => behaviours.Of(context.Node).ChildCompleted(context, new Ended(Node(execution), execution, outcomes)));
        }
    }

    /// <summary>Cancels an activity and all inside it. Only its own container is told, so that nothing outside is disturbed.</summary>
    public void Cancel(Execution execution, bool tellContainer, string? reason = null, string? by = null)
    {
        if (!_open.IsOpen(execution))
        {
            return;
        }

        Drop(execution, BookmarkEnd.Cancelled);
        Journal(execution, JournalEvent.Canceled, message: reason, by: by);
        CancelInside(execution);
        if (tellContainer && Find(execution.ParentId) is { } parent)
        {
            Guard(parent, context => behaviours.Of(context.Node).ChildCancelled(context, new Ended(Node(execution), execution, [])));
        }
    }

    /// <summary>Stops an activity with an incident. Siblings go on; the container waits for retry, skip or cancellation.</summary>
    public void Fault(Execution execution, string message, string? detail)
    {
        if (!_open.IsOpen(execution) || execution.Status == ExecutionStatus.Faulted)
        {
            return;
        }

        execution.Status = ExecutionStatus.Faulted;
        _open.Stop(execution);
        RemoveBookmarks(execution, BookmarkEnd.Cancelled);
        if (data.Burst?.Running == execution.Id)
        {
            data.Burst.Running = null;
        }

        var node = Node(execution);
        if (RetryPolicy.Of(node)?.NextAttempt(execution.Attempts, at) is { } next)
        {
            execution.Attempts++;
            Journal(execution, JournalEvent.Faulted, message: message);
            AddBookmark(execution, RetryPolicy.BookmarkName, RetryPolicy.Payload(execution.Attempts, message), next);
            return;
        }

        execution.Attempts = 0;
        var incident = new Incident(Identity.Next(data, 'i'), node.Id, execution.Id, node.Type, message, detail, at);
        data.Incidents.Add(incident);
        Journal(execution, JournalEvent.Faulted, message: message);
        Emit(new Effect.IncidentOpened(incident));
    }

    /// <summary>Ends the instance: what is queued or waiting goes.</summary>
    public void EndInstance(SubStatus subStatus)
    {
        data.Queue.Clear();
        foreach (var bookmark in data.Bookmarks)
        {
            TellRemoved(bookmark, BookmarkEnd.Cancelled);
        }

        foreach (var incident in data.Incidents)
        {
            Emit(new Effect.IncidentClosed(incident));
        }

        data.Bookmarks.Clear();
        data.Incidents.Clear();
        data.Executions.Clear();
        data.SubStatus = subStatus;
        Emit(new Effect.InstanceEnded(subStatus));
    }

    public void CancelInstance(string? reason, string? by)
    {
        foreach (var execution in data.Executions)
        {
            var first = execution.ParentId is null;
            Journal(execution, JournalEvent.Canceled, message: first ? reason : null, by: first ? by : null);
        }

        EndInstance(SubStatus.Cancelled);
    }

    public void AddBookmark(Execution execution, string name, JsonNode? payload, DateTime? dueAt)
    {
        var bookmark = new Bookmark(Identity.Next(data, 'b'), Node(execution).Id, execution.Id, name, Bookmark.Text(payload), dueAt);
        data.Bookmarks.Add(bookmark);
        execution.Waits++;
        Emit(new Effect.BookmarkCreated(bookmark));
    }

    /// <summary>The outcomes of a definition are journalled where it is used.</summary>
    private bool IsEnvelopeOrRoot(Execution execution) =>
        Node(execution).Type == WorkflowDefinition.EnvelopeType
        || (Find(execution.ParentId) is { } parent && Node(parent).Type == WorkflowDefinition.EnvelopeType);

    private void CancelInside(Execution execution)
    {
        _open.Unqueue(execution);
        foreach (var child in _open.Inside(execution))
        {
            Cancel(child, tellContainer: false);
        }
    }

    private void Drop(Execution execution, BookmarkEnd end)
    {
        _open.Remove(execution);
        _open.Unqueue(execution);
        RemoveBookmarks(execution, end);
        foreach (var incident in data.Incidents.Where(i => i.ExecutionId == execution.Id).ToList())
        {
            CloseIncident(incident);
        }

        if (data.Burst?.Running == execution.Id)
        {
            data.Burst.Running = null;
        }
    }

    private void RemoveBookmarks(Execution execution, BookmarkEnd end)
    {
        for (var place = 0; execution.Waits > 0 && place < data.Bookmarks.Count;)
        {
            if (data.Bookmarks[place].ExecutionId == execution.Id)
            {
                RemoveBookmark(place, execution, end);
            }
            else
            {
                place++;
            }
        }
    }

    private void RemoveBookmark(int place, Execution execution, BookmarkEnd end)
    {
        var bookmark = data.Bookmarks[place];
        data.Bookmarks.RemoveAt(place);
        execution.Waits--;
        TellRemoved(bookmark, end);
    }

    private void TellRemoved(Bookmark bookmark, BookmarkEnd end)
    {
        Emit(new Effect.BookmarkRemoved(bookmark, end));
        if (end == BookmarkEnd.Cancelled && bookmark.Name is ("Elsa.DispatchWorkflow" or "Elsa.ExecuteWorkflow")
            && JsonNode.Parse(bookmark.Payload)?[Activities.DispatchWorkflow.ChildInstanceId]?.GetValue<string>() is { } child)
        {
            Emit(new Effect.CancelChild(child));
        }
    }

    private void CloseIncident(Incident incident)
    {
        data.Incidents.Remove(incident);
        Emit(new Effect.IncidentClosed(incident));
    }
}
