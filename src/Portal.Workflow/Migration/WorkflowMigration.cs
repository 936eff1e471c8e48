using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Migration;

/// <summary>Moving instances to another version of their definition: first a plan that says what will happen, then all of it or nothing.</summary>
public static class WorkflowMigration
{
    /// <summary>Says for each open activity and each variable whether it has its place in the new version. Changes nothing.</summary>
    /// <param name="from">The version the instance runs on.</param>
    /// <param name="to">The version it is to run on.</param>
    /// <param name="state">The instance.</param>
    /// <param name="newIds">New ids of renamed activities, by old activity id or old node id.</param>
    public static MigrationPlan Plan(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, IReadOnlyDictionary<string, string>? newIds = null)
    {
        var mapping = new NodeMapping(to, newIds);
        var lines = new List<MigrationLine>();
        if (Obstacle(from, to, state) is { } obstacle)
        {
            lines.Add(new MigrationLine(null, null, Maps: false, obstacle));
            return new MigrationPlan(state.InstanceId, from.Version, to.Version, lines, []);
        }

        lines.AddRange(state.Executions.Where(e => e.ParentId is not null).Select(e => Line(e, from, to, mapping)));
        lines.AddRange(to.Variables.Select(v => Line(v, state)).OfType<MigrationLine>());
        return new MigrationPlan(state.InstanceId, from.Version, to.Version, lines, [.. Warnings(from, to, state, mapping)]);
    }

    /// <summary>Carries a migration out if its plan allows it; otherwise the step says Mismatch and the state is as before.</summary>
    public static Step Apply(
        WorkflowEngine engine, WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, Signal.Migrate signal) =>
        Plan(from, to, state, signal.NewIds).IsPossible
            ? engine.Advance(to, state, signal)
            : new Step(state, [], state.IsEnded ? Acceptance.Ended : Acceptance.Mismatch);

    private static string? Obstacle(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state)
    {
        if (state.IsEnded)
        {
            return $"It is over ({state.SubStatus}): there is nothing to move.";
        }

        if (state.ContentHash != from.ContentHash)
        {
            return $"It does not run on version {from.Version} as handed in, but on version {state.Version}.";
        }

        if (from.DefinitionId != to.DefinitionId)
        {
            return $"'{to.Name}' is another process than '{from.Name}'.";
        }

        return state.RunningExecutionId is null ? null : "A step is being carried out at this moment. Try again when it has ended.";
    }

    private static MigrationLine Line(Execution execution, WorkflowDefinition from, WorkflowDefinition to, NodeMapping mapping)
    {
        var old = from.Find(execution.NodeId);
        var id = old?.Id ?? execution.NodeId;
        var target = mapping.NewNodeId(execution.NodeId);
        if (to.Find(target) is not { } found)
        {
            return new MigrationLine(id, null, Maps: false, Missing(id, target, to));
        }

        if (old is not null && found.Type != old.Type)
        {
            return new MigrationLine(id, found.Id, Maps: false, $"'{id}' is open as {old.Type}, but '{found.Id}' is {found.Type} in version {to.Version}.");
        }

        return new MigrationLine(id, found.Id, Maps: true, found.Id == id ? $"'{id}' goes on in its place." : $"'{id}' goes on as '{found.Id}'.");
    }

    private static string Missing(string id, string target, WorkflowDefinition to)
    {
        var wanted = target[(target.LastIndexOf(':') + 1)..];
        var elsewhere = to.Activities.FirstOrDefault(a => a.Id == wanted);
        return elsewhere is null
            ? $"'{id}' is open, and version {to.Version} has no activity '{wanted}'. Name its successor in the mapping."
            : $"'{id}' is open, and version {to.Version} has '{wanted}' only inside another container ({elsewhere.NodeId}).";
    }

    private static MigrationLine? Line(VariableDefinition variable, WorkflowState state)
    {
        if (!state.Values.TryGetValue(variable.Id, out var value))
        {
            return new MigrationLine(null, null, Maps: true, $"The variable '{variable.Name}' is new and begins with its initial value.");
        }

        return ValueConversion.TryConvert(value, variable.FullType, out _)
            ? null
            : new MigrationLine(null, null, Maps: false, $"The value of the variable '{variable.Name}' is no {variable.FullType}.");
    }

    /// <summary>Ways into an activity that the instance has already gone past: an activity that waits for them would wait for ever.</summary>
    private static IEnumerable<string> Warnings(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, NodeMapping mapping)
    {
        foreach (var gone in from.Variables.Where(v => to.Variables.All(n => n.Id != v.Id)))
        {
            yield return $"The variable '{gone.Name}' is not in version {to.Version}; its value is kept but not read.";
        }

        foreach (var execution in state.Executions.Where(e => e.Flow is not null))
        {
            if (to.Find(mapping.NewNodeId(execution.NodeId)) is not { } flowchart)
            {
                continue;
            }

            var counts = execution.Flow!.Renamed(id => mapping.NewId(execution.NodeId + ":" + id));
            var graph = FlowGraph.Of(flowchart);
            foreach (var edge in flowchart.Activities.SelectMany(a => graph.InboundForward(a.Id)))
            {
                var (source, target) = (edge.Connection.Source, edge.Connection.Target);
                if (counts.Visits(edge) == 0 && counts.Visits(source) > 0 && counts.Visits(target) == 0)
                {
                    yield return $"Version {to.Version} leads from '{source}' to '{target}', but '{source}' has been left already: '{target}' may wait for ever for that way.";
                }
            }
        }
    }
}
