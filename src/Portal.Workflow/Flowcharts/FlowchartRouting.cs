using Portal.Workflow.Engine;

namespace Portal.Workflow.Flowcharts;

/// <summary>
/// Where a flowchart goes on after an activity: visits are counted per connection (followed or not) and per activity; an outcome not taken is passed
/// on along all paths behind it, so that a join knows what can still come.
/// </summary>
internal sealed class FlowchartRouting(ActivityContext flowchart)
{
    private readonly FlowGraph _graph = FlowGraph.Of(flowchart.Node);
    private readonly FlowCounts _counts = flowchart.Execution.Flow!;

    private Burst Burst => flowchart.Burst;

    public void Completed(Ended child)
    {
        var outcomes = child.Outcomes.Count == 0 ? ["Done"] : child.Outcomes;
        if (!Leave(child.Node.Id, outcomes, child.Execution.Backward))
        {
            CompleteIfIdle();
        }
    }

    /// <summary>A cancelled activity leaves along none of its connections.</summary>
    public void Cancelled(Ended child)
    {
        if (!Leave(child.Node.Id, [], byLoop: false))
        {
            CompleteIfIdle();
        }
    }

    /// <summary>Cancels what is open on any forward path to the activity.</summary>
    public void CancelUpstreamOf(string activityId)
    {
        var open = Burst.Inside(flowchart.Execution);
        if (open.All(e => Burst.Node(e).Id == activityId))
        {
            return;
        }

        var upstream = _graph.Upstream(activityId);
        foreach (var execution in open.Where(e => upstream.Contains(Burst.Node(e).Id)))
        {
            Burst.Cancel(execution, tellContainer: true);
        }
    }

    /// <summary>
    /// Goes along all connections of an activity. One that is passed over is left along none of its own: a stack instead of recursion, since a dead
    /// path may be as long as the flowchart.
    /// </summary>
    private bool Leave(string activityId, IReadOnlyList<string> outcomes, bool byLoop)
    {
        if (!byLoop)
        {
            _counts.Visit(activityId);
        }

        var scheduled = false;
        var open = new Stack<(IReadOnlyList<FlowEdge> Edges, int Next, IReadOnlyList<string> Outcomes)>();
        open.Push((_graph.Outbound(activityId), 0, outcomes));
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Edges.Count)
            {
                continue;
            }

            open.Push(at with { Next = at.Next + 1 });
            var edge = at.Edges[at.Next];
            var followed = at.Outcomes.Contains(edge.Connection.SourcePort, StringComparer.Ordinal);
            _counts.Visit(edge, followed);
            if (!_graph.IsForward(edge))
            {
                scheduled |= followed && GoBack(edge);
                continue;
            }

            var arrival = Arrive(edge);
            scheduled |= arrival == Arrival.Runs;
            if (arrival == Arrival.PassedOver)
            {
                _counts.Visit(edge.Connection.Target);
                open.Push((_graph.Outbound(edge.Connection.Target), 0, []));
            }
        }

        return scheduled;
    }

    private bool GoBack(FlowEdge edge)
    {
        if (!_graph.IsProperLoop(edge))
        {
            throw new ActivityFailed(
                $"The connection from '{edge.Connection.Source}' back to '{edge.Connection.Target}' leads into the middle of a branch.");
        }

        return Schedule(edge.Connection.Target, backward: true);
    }

    private Arrival Arrive(FlowEdge edge)
    {
        var target = _graph.Activity(edge.Connection.Target);
        var inbound = _graph.InboundForward(target.Id);
        return Mode(target) switch
        {
            "WaitAll" => Gather(target.Id, inbound, all: true),
            "WaitAllActive" => Gather(target.Id, inbound, all: false),
            "WaitAny" => First(edge, target.Id, inbound),
            var mode => throw new ActivityFailed($"The join mode '{mode}' is not known."),
        };
    }

    private string Mode(Definitions.ActivityNode target)
    {
        if (target.Type != "Elsa.FlowJoin")
        {
            return "WaitAllActive";
        }

        var mode = target.Inputs.TryGetValue("mode", out var given) && given.Expression.Type == "Literal"
            ? given.Expression.Text
            : new ActivityContext(Burst, flowchart.Execution, target).Text("mode");
        return string.IsNullOrEmpty(mode) ? "WaitAny" : mode;
    }

    private Arrival Gather(string target, IReadOnlyList<FlowEdge> inbound, bool all)
    {
        if (!_counts.AllVisited(inbound, target))
        {
            return Arrival.Waits;
        }

        if (!(all ? _counts.AllFollowed(inbound) : _counts.AnyFollowed(inbound, target)))
        {
            return Arrival.PassedOver;
        }

        Schedule(target);
        return Arrival.Runs;
    }

    private Arrival First(FlowEdge edge, string target, IReadOnlyList<FlowEdge> inbound)
    {
        if (_counts.Visits(edge) <= _counts.Visits(target) || IsScheduled(target))
        {
            return Arrival.Waits;
        }

        if (_counts.AnyFollowed(inbound, target))
        {
            Schedule(target);
            CancelUpstreamOf(target);
            return Arrival.Runs;
        }

        return _counts.AllVisited(inbound, target) ? Arrival.PassedOver : Arrival.Waits;
    }

    private bool IsScheduled(string activityId)
    {
        var nodeId = flowchart.Node.NodeId + ":" + activityId;
        return Burst.Data.Queue.Exists(item => item.OwnerId == flowchart.Execution.Id && item.NodeId == nodeId);
    }

    private bool Schedule(string activityId, bool backward = false)
    {
        flowchart.Schedule(_graph.Activity(activityId), backward);
        return true;
    }

    private void CompleteIfIdle()
    {
        if (flowchart.Execution.Inside == 0)
        {
            flowchart.Complete();
        }
    }

    private enum Arrival
    {
        /// <summary>Others are still to come, or it has run already.</summary>
        Waits,

        Runs,

        /// <summary>Nothing that leads to it was followed.</summary>
        PassedOver,
    }
}
