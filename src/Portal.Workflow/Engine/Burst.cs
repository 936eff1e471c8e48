using System.Text.Json.Nodes;
using Portal.Workflow.Activities;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Engine;

/// <summary>One burst: takes a signal into the state and works the queue off, first in first out.</summary>
internal sealed partial class Burst(WorkflowDefinition definition, StateData data, ActivityBehaviours behaviours, DateTime at)
{
    /// <summary>Activities a burst may run before it is taken for an endless loop.</summary>
    public const int Limit = 10_000;

    private readonly List<Effect> _effects = [];
    private readonly OpenExecutions _open = new(data);

    public WorkflowDefinition Definition => definition;

    public StateData Data => data;

    public DateTime At => at;

    public IReadOnlyList<Effect> Effects => _effects;

    public BurstData Current => data.Burst ??= new BurstData();

    public void Begin(Signal.Start start)
    {
        Current.Input = start.Input?.DeepClone().AsObject() ?? [];
        data.Variables = VariableScope.Defaults(definition.Variables);
        _open.Enqueue(new WorkItem { NodeId = WorkflowDefinition.EnvelopeId });
    }

    public void Emit(Effect effect) => _effects.Add(effect);

    public void RunQueue()
    {
        while (data.SubStatus is not (SubStatus.Finished or SubStatus.Cancelled) && data.Burst?.Running is null && data.Queue.Count > 0)
        {
            Work(_open.Dequeue());
        }

        if (data.SubStatus is SubStatus.Finished or SubStatus.Cancelled)
        {
            data.Burst = null;
            return;
        }

        if (data.Burst?.Running is not null)
        {
            data.SubStatus = SubStatus.Executing;
            return;
        }

        data.SubStatus = SubStatus.Suspended;
        data.Burst = null;
        VariableScope.ForgetUnstored(definition, data);
    }

    /// <summary>The activity of an execution; the envelope has none of its own in the file.</summary>
    public ActivityNode Node(Execution execution) => Node(execution.NodeId);

    public Execution? Find(string? executionId) => _open.Find(executionId);

    /// <summary>The open executions directly inside one.</summary>
    public IReadOnlyList<Execution> Inside(Execution execution) => _open.Inside(execution);

    public ActivityContext Context(Execution execution) => new(this, execution, Node(execution));

    public void Schedule(Execution owner, ActivityNode node, bool backward = false, Dictionary<string, JsonNode?>? iteration = null) =>
        _open.Enqueue(new WorkItem { NodeId = node.NodeId, OwnerId = owner.Id, Backward = backward, Iteration = iteration });

    public void Journal(Execution execution, JournalEvent happened, IReadOnlyList<string>? outcomes = null, string? message = null, string? by = null)
    {
        var node = Node(execution);
        Emit(new Effect.JournalWritten(new JournalEntry(++data.Journal, at, execution.Id, node.Id, node.NodeId, node.Type, happened, outcomes ?? [], message, by)));
    }

    /// <summary>Runs what a behaviour does; whatever goes wrong in it becomes an incident of its activity.</summary>
    public void Guard(Execution execution, Action<ActivityContext> act)
    {
        try
        {
            act(Context(execution));
        }
        catch (ActivityFailed failure)
        {
            Fault(execution, failure.Message, failure.Detail);
        }
#pragma warning disable CA1031 // What nobody has thought of must not leave the instance unable to take any signal: an incident can be seen and decided on.
        catch (Exception unforeseen)
#pragma warning restore CA1031
        {
            Fault(execution, "It failed in a way that was not foreseen: " + unforeseen.Message, unforeseen.ToString());
        }
    }

    private ActivityNode Node(string nodeId) => nodeId == WorkflowDefinition.EnvelopeId
        ? definition.Envelope
        : definition.Find(nodeId) ?? throw new InvalidOperationException($"The definition has no activity '{nodeId}'.");

    private void Work(WorkItem item)
    {
        if (item.ExecutionId is not null)
        {
            Continue(item);
            return;
        }

        var node = Node(item.NodeId);
        var execution = new Execution
        {
            Id = Identity.Next(data, 'e'),
            NodeId = item.NodeId,
            ParentId = item.OwnerId,
            Backward = item.Backward,
            Variables = node.Variables.Count > 0 || item.Iteration is not null ? VariableScope.Defaults(node.Variables) : null,
            Iteration = item.Iteration is { } iteration ? [.. iteration.Keys] : null,
        };
        foreach (var (name, value) in item.Iteration ?? [])
        {
            execution.Variables![name] = value;
        }

        _open.Add(execution);
        Journal(execution, JournalEvent.Started);
        Start(execution);
    }

    private void Start(Execution execution)
    {
        if (++Current.Count > Limit)
        {
            Fault(execution, $"More than {Limit} activities ran without a wait: the workflow loops without end.", null);
            return;
        }

        Guard(execution, context => behaviours.Of(context.Node).Start(context));
        if (execution is { Status: ExecutionStatus.Running, Waits: > 0 })
        {
            Journal(execution, JournalEvent.Suspended);
        }
    }

    private void Continue(WorkItem item)
    {
        if (Find(item.ExecutionId) is not { } execution)
        {
            return;
        }

        if (item.Bookmark is not { Name: not RetryPolicy.BookmarkName } bookmark)
        {
            Restart(execution);
            Journal(execution, JournalEvent.Retried, message: item.Reason, by: item.By);
            Start(execution);
            return;
        }

        Journal(execution, JournalEvent.Resumed);
        Guard(execution, context => behaviours.Of(context.Node).Resumed(context, bookmark));
    }
}
