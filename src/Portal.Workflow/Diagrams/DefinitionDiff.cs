using Portal.Workflow.Definitions;

namespace Portal.Workflow.Diagrams;

/// <summary>What became of an activity.</summary>
public enum ChangeKind
{
    /// <summary>Only the newer version has it.</summary>
    Added,

    /// <summary>Only the older version has it.</summary>
    Removed,

    /// <summary>Both have it, but not alike.</summary>
    Changed,
}

/// <summary>One activity that two versions do not have alike.</summary>
/// <param name="NodeId">Where it stands.</param>
/// <param name="ActivityId">Its id.</param>
/// <param name="Label">Its name as people read it.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="What">What differs, in words; empty unless it was changed.</param>
public sealed record NodeChange(string NodeId, string ActivityId, string Label, ChangeKind Kind, IReadOnlyList<string> What);

/// <summary>What distinguishes two versions of a definition. Places in the designer and spelling of the file do not count.</summary>
/// <param name="Changes">Activities, in the order of the newer version, those removed last.</param>
public sealed record DefinitionDiff(IReadOnlyList<NodeChange> Changes)
{
    /// <summary>True if both versions do the same.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Marks for the drawing of either version.</summary>
    public DiagramMarks Marks => new() { Changes = Changes.ToDictionary(c => c.NodeId, c => c.Kind, StringComparer.Ordinal) };

    /// <summary>Compares two versions.</summary>
    public static DefinitionDiff Between(WorkflowDefinition older, WorkflowDefinition newer)
    {
        var before = older.Activities.ToDictionary(a => a.NodeId, StringComparer.Ordinal);
        var now = newer.Activities.ToList();
        var present = now.Select(a => a.NodeId).ToHashSet(StringComparer.Ordinal);
        var changes = new List<NodeChange>();
        foreach (var activity in now)
        {
            if (!before.TryGetValue(activity.NodeId, out var was))
            {
                changes.Add(Change(activity, ChangeKind.Added, []));
            }
            else if (What(was, activity).ToList() is { Count: > 0 } what)
            {
                changes.Add(Change(activity, ChangeKind.Changed, what));
            }
        }

        changes.AddRange(before.Values.Where(a => !present.Contains(a.NodeId)).Select(a => Change(a, ChangeKind.Removed, [])));
        return new DefinitionDiff(changes);
    }

    private static NodeChange Change(ActivityNode node, ChangeKind kind, IReadOnlyList<string> what) => new(node.NodeId, node.Id, NodeText.Label(node), kind, what);

    private static IEnumerable<string> What(ActivityNode was, ActivityNode now)
    {
        if (was.Type != now.Type)
        {
            yield return $"the type: {was.Type} became {now.Type}";
        }

        if (NodeText.Label(was) != NodeText.Label(now))
        {
            yield return $"the name: '{NodeText.Label(was)}' became '{NodeText.Label(now)}'";
        }

        foreach (var name in Unlike(was.Inputs, now.Inputs, i => $"{i.TypeName} {i.Expression.Type} {i.Expression.Text}"))
        {
            yield return $"the input '{name}'";
        }

        foreach (var name in Unlike(was.Outputs, now.Outputs, o => o.VariableId))
        {
            yield return $"the output '{name}'";
        }

        foreach (var (reason, read) in Others)
        {
            if (read(was) != read(now))
            {
                yield return reason;
            }
        }
    }

    private static (string Reason, Func<ActivityNode, string> Read)[] Others { get; } =
    [
        ("its connections", a => Joined(a.Connections.Select(c => $"{c.Source}.{c.SourcePort}>{c.Target}"))),
        ("its cases", a => string.Join('\n', a.Cases.Select(c => $"{c.Label} {c.Condition.Type} {c.Condition.Text}"))),
        ("its variables", a => string.Join('\n', a.Variables.Select(v => $"{v.Id} {v.Name} {v.FullType} {v.Value} {v.IsStored}"))),
        ("the variable it sets", a => a.Variable?.Id ?? string.Empty),
        ("its order of steps", a => a.Type == "Elsa.Sequence" ? string.Join('\n', a.Activities.Select(c => c.Id)) : string.Empty),
        ("its custom properties", a => a.CustomProperties is { } custom ? CanonicalJson.Text(custom) : string.Empty),
        ("its other properties", a => Joined(a.Unknown.Select(u => u.Key + CanonicalJson.Text(u.Value)))),
    ];

    private static string Joined(IEnumerable<string> texts) => string.Join('\n', texts.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Unlike<T>(IReadOnlyDictionary<string, T> was, IReadOnlyDictionary<string, T> now, Func<T, string> text) =>
        was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(k => !was.TryGetValue(k, out var a) || !now.TryGetValue(k, out var b) || text(a) != text(b));
}
