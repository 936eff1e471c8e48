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
        var upstream = _graph.Upstream(activityId);
        var open = Burst.Data.Executions
            .Where(e => e.ParentId == flowchart.Execution.Id && upstream.Contains(Burst.Node(e).Id))
            .ToList();
        foreach (var execution in open)
        {
            Burst.Cancel(execution, tellContainer: true);
        }
    }

    private bool Leave(string activityId, IReadOnlyList<string> outcomes, bool byLoop)
    {
        if (!byLoop)
        {
            _counts.Visit(activityId);
        }

        var scheduled = false;
        foreach (var edge in _graph.Outbound(activityId))
        {
            var followed = outcomes.Contains(edge.Connection.SourcePort, StringComparer.Ordinal);
            _counts.Visit(edge, followed);
            scheduled |= _graph.IsForward(edge) ? Arrive(edge) : followed && GoBack(edge);
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

    private bool Arrive(FlowEdge edge)
    {
        var target = _graph.Activity(edge.Connection.Target);
        var inbound = _graph.InboundForward(target.Id);
        return Mode(target) switch
        {
            "WaitAll" => Gather(target.Id, inbound, _counts.AllFollowed(inbound)),
            "WaitAllActive" => Gather(target.Id, inbound, _counts.AnyFollowed(inbound, target.Id)),
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

        var mode = new ActivityContext(Burst, flowchart.Execution, target).Text("mode");
        return string.IsNullOrEmpty(mode) ? "WaitAny" : mode;
    }

    private bool Gather(string target, IReadOnlyList<FlowEdge> inbound, bool run)
    {
        if (!_counts.AllVisited(inbound, target))
        {
            return false;
        }

        return run ? Schedule(target) : Leave(target, [], byLoop: false);
    }

    private bool First(FlowEdge edge, string target, IReadOnlyList<FlowEdge> inbound)
    {
        if (_counts.Visits(edge) <= _counts.Visits(target) || IsScheduled(target))
        {
            return false;
        }

        if (_counts.AnyFollowed(inbound, target))
        {
            Schedule(target);
            CancelUpstreamOf(target);
            return true;
        }

        return _counts.AllVisited(inbound, target) && Leave(target, [], byLoop: false);
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
        var own = flowchart.Execution.Id;
        if (!Burst.Data.Executions.Exists(e => e.ParentId == own) && !Burst.Data.Queue.Exists(item => item.OwnerId == own))
        {
            flowchart.Complete();
        }
    }
}
