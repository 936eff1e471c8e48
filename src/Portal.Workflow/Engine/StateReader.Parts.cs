using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Engine;

/// <summary>The parts of a state: executions, queued work, bookmarks, incidents, the burst.</summary>
internal sealed partial class StateReader
{
    private Execution Execution(ref Utf8JsonReader json)
    {
        var execution = new Execution { Id = string.Empty, NodeId = string.Empty };
        var (id, parent) = (0L, 0L);
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "id":
                    id = json.GetInt64();
                    break;
                case "node":
                    execution.NodeId = Text(ref json);
                    break;
                case "in":
                    parent = json.GetInt64();
                    break;
                case "failed":
                    execution.Status = json.GetBoolean() ? ExecutionStatus.Faulted : ExecutionStatus.Running;
                    break;
                case "back":
                    execution.Backward = json.GetBoolean();
                    break;
                case "breaking":
                    execution.Breaking = json.GetBoolean();
                    break;
                case "attempts":
                    execution.Attempts = json.GetInt32();
                    break;
                case "inputs":
                    execution.Inputs = Object(ref json);
                    break;
                case "variables":
                    execution.Variables = Values(ref json);
                    break;
                case "iteration":
                    execution.Iteration = Texts(ref json);
                    break;
                case "notes":
                    execution.Notes = Object(ref json);
                    break;
                case "flow":
                    execution.Flow = Flow(ref json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        execution.Id = Id('e', id > _last ? id : throw new FormatException("The executions are out of order."));
        _last = id;
        if (parent > 0)
        {
            execution.ParentId = Id('e', parent);
            execution.NodeId = _nodes[parent] + ":" + execution.NodeId;
        }

        _nodes.Add(id, execution.NodeId.Length > 0 ? execution.NodeId : throw Missing("node"));
        return execution;
    }

    private WorkItem Work(ref Utf8JsonReader json)
    {
        var work = new WorkItem { NodeId = string.Empty };
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "node":
                    work.NodeId = Text(ref json);
                    break;
                case "owner":
                    work.OwnerId = Id('e', json.GetInt64());
                    break;
                case "back":
                    work.Backward = json.GetBoolean();
                    break;
                case "iteration":
                    work.Iteration = Values(ref json);
                    break;
                case "of":
                    work.ExecutionId = Id('e', json.GetInt64());
                    break;
                case "bookmark":
                    work.Bookmark = Bookmark(ref json);
                    break;
                case "by":
                    work.By = json.GetString();
                    break;
                case "reason":
                    work.Reason = json.GetString();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return work.NodeId.Length > 0 ? work : throw Missing("node");
    }

    private Bookmark Bookmark(ref Utf8JsonReader json)
    {
        var (id, of) = (0L, 0L);
        var (kind, payload) = ((string?)null, (string?)null);
        DateTime? due = null;
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "id":
                    id = json.GetInt64();
                    break;
                case "of":
                    of = json.GetInt64();
                    break;
                case "name":
                    kind = json.GetString();
                    break;
                case "payload":
                    payload = Raw(ref json);
                    break;
                case "due":
                    due = json.GetDateTime();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new Bookmark(
            Id('b', id), ActivityOf(_nodes[of]), Id('e', of), kind ?? throw Missing("name"), payload ?? throw Missing("payload"), due);
    }

    private Incident Incident(ref Utf8JsonReader json)
    {
        var (id, of) = (0L, 0L);
        var (type, message, detail) = ((string?)null, (string?)null, (string?)null);
        DateTime? at = null;
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "id":
                    id = json.GetInt64();
                    break;
                case "of":
                    of = json.GetInt64();
                    break;
                case "type":
                    type = json.GetString();
                    break;
                case "message":
                    message = json.GetString();
                    break;
                case "detail":
                    detail = json.GetString();
                    break;
                case "at":
                    at = json.GetDateTime();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new Incident(
            Id('i', id), ActivityOf(_nodes[of]), Id('e', of), type ?? throw Missing("type"), message ?? throw Missing("message"), detail, at ?? throw Missing("at"));
    }

    private BurstData Burst(ref Utf8JsonReader json)
    {
        var burst = new BurstData();
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "input":
                    burst.Input = Object(ref json);
                    break;
                case "last":
                    burst.LastResult = JsonNode.Parse(ref json);
                    break;
                case "outputs":
                    foreach (var (activity, outputs) in Values(ref json))
                    {
                        burst.Outputs[activity] = outputs!.AsObject();
                    }

                    break;
                case "running":
                    burst.Running = Id('e', json.GetInt64());
                    break;
                case "count":
                    burst.Count = json.GetInt32();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return burst;
    }

    private FlowCounts Flow(ref Utf8JsonReader json)
    {
        var flow = new FlowCounts();
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            switch (name)
            {
                case "visits":
                    Counts(ref json, flow.Activities);
                    break;
                case "ways":
                    Counts(ref json, flow.Connections);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return flow;
    }
}
