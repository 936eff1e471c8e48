using Portal.Workflow.Definitions;

namespace Portal.Workflow.Diagrams;

/// <summary>Two versions to be drawn as one: the newer, and in it what it no longer has, where that stood and with the lines that led there and away.</summary>
public static class BothVersions
{
    private const string Beside = "versions";

    /// <summary>A definition for drawing only; it says what neither version does.</summary>
    public static WorkflowDefinition Of(WorkflowDefinition older, WorkflowDefinition newer) => newer with
    {
        Root = older.Root.NodeId == newer.Root.NodeId
            ? Both(older.Root, newer.Root)
            : new ActivityNode { Id = Beside, NodeId = Beside, Type = "Elsa.Parallel", Name = "Both versions", Path = "$", Activities = [newer.Root, older.Root] },
    };

    private static ActivityNode Both(ActivityNode was, ActivityNode now)
    {
        var before = was.Children.ToDictionary(c => c.NodeId, StringComparer.Ordinal);
        var present = now.Children.Select(c => c.NodeId).ToHashSet(StringComparer.Ordinal);
        var ports = now.Ports.ToDictionary(p => p.Key, p => Inside(before, p.Value), StringComparer.Ordinal);
        var cases = now.Cases.Select(c => c with { Activity = c.Activity is { } inner ? Inside(before, inner) : null }).ToList();
        var activities = now.Activities.Select(a => Inside(before, a)).ToList();
        ActivityNode? above = null;
        foreach (var child in was.Children)
        {
            if (!present.Contains(child.NodeId) && !TakePlace(child, was, ports, cases))
            {
                activities.Insert(activities.FindIndex(a => a.NodeId == above?.NodeId) + 1, child);
            }

            above = child;
        }

        return now with { Activities = activities, Ports = ports, Cases = cases, Connections = [.. now.Connections, .. Lost(was, now, activities)] };
    }

    private static ActivityNode Inside(Dictionary<string, ActivityNode> before, ActivityNode now) => before.TryGetValue(now.NodeId, out var was) ? Both(was, now) : now;

    /// <summary>Puts a removed activity back into its named place, if nothing else is there now.</summary>
    private static bool TakePlace(ActivityNode removed, ActivityNode was, Dictionary<string, ActivityNode> ports, List<SwitchCase> cases)
    {
        if (was.Ports.FirstOrDefault(p => p.Value == removed).Key is { } port)
        {
            return ports.TryAdd(port, removed);
        }

        if (was.Cases.FirstOrDefault(c => c.Activity == removed) is { } place && !cases.Exists(c => c.Label == place.Label))
        {
            cases.Add(place);
            return true;
        }

        return false;
    }

    /// <summary>The connections of what is gone.</summary>
    private static IEnumerable<Connection> Lost(ActivityNode was, ActivityNode now, List<ActivityNode> drawn)
    {
        var kept = now.Activities.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var there = drawn.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        return was.Connections.Where(c => there.Contains(c.Source) && there.Contains(c.Target) && !(kept.Contains(c.Source) && kept.Contains(c.Target)));
    }
}
