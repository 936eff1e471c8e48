namespace Portal.Workflow.Engine;

/// <summary>
/// The open executions of a burst, in order of creation, which is that of their numbers. Knows how much is inside each, so that the many that have
/// nothing inside need no search.
/// </summary>
internal sealed class OpenExecutions
{
    private readonly StateData _data;

    public OpenExecutions(StateData data)
    {
        _data = data;
        foreach (var execution in data.Executions)
        {
            (execution.Inside, execution.Waits) = (0, 0);
        }

        foreach (var parentId in data.Executions.Select(e => e.ParentId).OfType<string>())
        {
            Count(parentId, 1);
        }

        foreach (var item in data.Queue)
        {
            Count(item, 1);
        }

        foreach (var bookmark in data.Bookmarks)
        {
            if (Find(bookmark.ExecutionId) is { } execution)
            {
                execution.Waits++;
            }
        }
    }

    public Execution? Find(string? id) => id is null ? null : Find(_data.Executions, id);

    public static Execution? Find(List<Execution> executions, string id)
    {
        var place = Place(executions, Identity.Number(id));
        return place >= 0 ? executions[place] : null;
    }

    public bool IsOpen(Execution execution) => ReferenceEquals(Find(execution.Id), execution);

    /// <summary>Adds one whose place in its container was kept by the work that led to it.</summary>
    public void Add(Execution execution) => _data.Executions.Add(execution);

    public void Remove(Execution execution)
    {
        _data.Executions.RemoveAt(Place(_data.Executions, execution.Number));
        if (execution.ParentId is not null)
        {
            Count(execution.ParentId, -1);
        }
    }

    /// <summary>Those directly inside, as they are now.</summary>
    public IReadOnlyList<Execution> Inside(Execution execution) =>
        execution.Inside == 0 ? [] : [.. _data.Executions.Where(e => e.ParentId == execution.Id)];

    public void Enqueue(WorkItem item)
    {
        _data.Queue.Add(item);
        Count(item, 1);
    }

    /// <summary>The next work; what it begins stays counted as inside its container.</summary>
    public WorkItem Dequeue()
    {
        var item = _data.Queue[0];
        _data.Queue.RemoveAt(0);
        if (item.ExecutionId is not null)
        {
            Count(item.ExecutionId, -1);
        }

        return item;
    }

    /// <summary>Takes back what is queued inside an execution or to go on with it.</summary>
    public void Unqueue(Execution execution)
    {
        if (execution.Inside > 0)
        {
            execution.Inside -= _data.Queue.RemoveAll(item => (item.ExecutionId ?? item.OwnerId) == execution.Id);
        }
    }

    /// <summary>Takes back that it was to be gone on with; what is queued inside it stays.</summary>
    public void Stop(Execution execution)
    {
        if (execution.Inside > 0)
        {
            execution.Inside -= _data.Queue.RemoveAll(item => item.ExecutionId == execution.Id);
        }
    }

    private static int Place(List<Execution> executions, long number)
    {
        var (low, high) = (0, executions.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = executions[middle].Number;
            if (found == number)
            {
                return middle;
            }

            (low, high) = found < number ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private void Count(WorkItem item, int by)
    {
        if ((item.ExecutionId ?? item.OwnerId) is { } id)
        {
            Count(id, by);
        }
    }

    private void Count(string id, int by)
    {
        if (Find(id) is { } execution)
        {
            execution.Inside += by;
        }
    }
}
