using System.Text.Json.Nodes;
using Portal.Workflow.Expressions;
using Portal.Workflow.Migration;

namespace Portal.Workflow.Engine;

/// <summary>Moving an instance to another version of its definition.</summary>
internal sealed partial class Burst
{
    /// <summary>Goes on with the definition handed in; variables it adds begin with their initial values.</summary>
    public void Migrate(Signal.Migrate signal)
    {
        var mapping = new NodeMapping(definition, signal.NewIds);
        var from = data.Version;
        data.Version = definition.Version;
        data.ContentHash = definition.ContentHash;
        data.Variables = Taken(data.Variables, definition.Variables);
        foreach (var execution in data.Executions)
        {
            var old = execution.NodeId;
            execution.NodeId = mapping.NewNodeId(old);
            execution.Flow = execution.Flow?.Renamed(id => mapping.NewId(old + ":" + id));
            if (Node(execution).Variables is { Count: > 0 } declared)
            {
                execution.Variables = Taken(execution.Variables ?? [], declared);
            }
        }

        Rename();
        var message = $"Moved from version {from} to version {definition.Version}" + (signal.Reason is { } reason ? ": " + reason : string.Empty);
        Journal(data.Executions[0], JournalEvent.Migrated, message: message, by: signal.By);
    }

    /// <summary>Values as the version declares them; what it does not know any more is kept.</summary>
    private static Dictionary<string, JsonNode?> Taken(Dictionary<string, JsonNode?> values, IReadOnlyList<Definitions.VariableDefinition> declared)
    {
        foreach (var variable in declared)
        {
            if (!values.TryGetValue(variable.Id, out var value))
            {
                values[variable.Id] = VariableScope.Default(variable);
            }
            else if (ValueConversion.TryConvert(value, variable.FullType, out var converted))
            {
                values[variable.Id] = converted?.DeepClone();
            }
        }

        return values;
    }

    private void Rename()
    {
        for (var i = 0; i < data.Bookmarks.Count; i++)
        {
            var bookmark = data.Bookmarks[i];
            if (Node(Find(bookmark.ExecutionId)!).Id is var id && id != bookmark.ActivityId)
            {
                data.Bookmarks[i] = bookmark with { ActivityId = id };
                Emit(new Effect.BookmarkChanged(data.Bookmarks[i]));
            }
        }

        for (var i = 0; i < data.Incidents.Count; i++)
        {
            var incident = data.Incidents[i];
            if (Node(Find(incident.ExecutionId)!).Id is var id && id != incident.ActivityId)
            {
                data.Incidents[i] = incident with { ActivityId = id };
                Emit(new Effect.IncidentChanged(data.Incidents[i]));
            }
        }
    }
}
