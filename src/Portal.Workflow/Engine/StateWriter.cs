using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>
/// Writes a state as text. Ids of executions, bookmarks and incidents are written as their numbers, nodes below that of their container, and what is
/// empty is left out: a state is stored at every burst.
/// </summary>
internal static class StateWriter
{
    public static string Write(StateData data)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = StateJson.Options.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            Head(json, data);
            Members(json, "input", data.Input);
            Members(json, "output", data.Output);
            Values(json, "variables", data.Variables);
            List(json, "executions", data.Executions, e => Execution(json, e, data));
            List(json, "queue", data.Queue, w => Work(json, w));
            List(json, "bookmarks", data.Bookmarks, b => Bookmark(json, b));
            List(json, "incidents", data.Incidents, i => Incident(json, i));
            Burst(json, data.Burst);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Head(Utf8JsonWriter json, StateData data)
    {
        json.WriteNumber("schema", WorkflowState.CurrentSchema);
        json.WriteString("id", data.InstanceId);
        json.WriteString("definition", data.DefinitionId);
        json.WriteNumber("version", data.Version);
        json.WriteString("hash", data.ContentHash);
        Optional(json, "correlation", data.CorrelationId);
        Optional(json, "name", data.Name);
        Optional(json, "parent", data.ParentInstanceId);
        json.WriteString("status", data.SubStatus.ToString());
        json.WriteNumber("counter", data.Counter);
        json.WriteNumber("journal", data.Journal);
        Counted(json, "children", data.Children);
    }

    private static void Execution(Utf8JsonWriter json, Execution execution, StateData data)
    {
        var parent = execution.ParentId is { } parentId ? OpenExecutions.Find(data.Executions, parentId) : null;
        json.WriteStartObject();
        json.WriteNumber("id", Number(execution.Id));
        json.WriteString("node", parent is null ? execution.NodeId : execution.NodeId[(parent.NodeId.Length + 1)..]);
        if (parent is not null)
        {
            json.WriteNumber("in", Number(parent.Id));
        }

        Flag(json, "failed", execution.Status == ExecutionStatus.Faulted);
        Flag(json, "back", execution.Backward);
        Flag(json, "breaking", execution.Breaking);
        Counted(json, "attempts", execution.Attempts);
        Members(json, "inputs", execution.Inputs, always: true);
        if (execution.Variables is not null)
        {
            Values(json, "variables", execution.Variables, always: true);
        }

        Texts(json, "iteration", execution.Iteration);
        Members(json, "notes", execution.Notes);
        if (execution.Flow is { } flow)
        {
            json.WriteStartObject("flow");
            Counts(json, "visits", flow.Activities);
            Counts(json, "ways", flow.Connections);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Work(Utf8JsonWriter json, WorkItem work)
    {
        json.WriteStartObject();
        json.WriteString("node", work.NodeId);
        Reference(json, "owner", work.OwnerId);
        Flag(json, "back", work.Backward);
        if (work.Iteration is not null)
        {
            Values(json, "iteration", work.Iteration, always: true);
        }

        Reference(json, "of", work.ExecutionId);
        if (work.Bookmark is not null)
        {
            json.WritePropertyName("bookmark");
            Bookmark(json, work.Bookmark);
        }

        Optional(json, "by", work.By);
        Optional(json, "reason", work.Reason);
        json.WriteEndObject();
    }

    private static void Bookmark(Utf8JsonWriter json, Bookmark bookmark)
    {
        json.WriteStartObject();
        json.WriteNumber("id", Number(bookmark.Id));
        json.WriteNumber("of", Number(bookmark.ExecutionId));
        json.WriteString("name", bookmark.Name);
        json.WritePropertyName("payload");
        json.WriteRawValue(bookmark.Payload);
        if (bookmark.DueAt is { } due)
        {
            json.WriteString("due", due);
        }

        json.WriteEndObject();
    }

    private static void Incident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject();
        json.WriteNumber("id", Number(incident.Id));
        json.WriteNumber("of", Number(incident.ExecutionId));
        json.WriteString("type", incident.Type);
        json.WriteString("message", incident.Message);
        Optional(json, "detail", incident.Detail);
        json.WriteString("at", incident.At);
        json.WriteEndObject();
    }

    private static void Burst(Utf8JsonWriter json, BurstData? burst)
    {
        if (burst is null)
        {
            return;
        }

        json.WriteStartObject("burst");
        Members(json, "input", burst.Input);
        if (burst.LastResult is not null)
        {
            json.WritePropertyName("last");
            burst.LastResult.WriteTo(json, StateJson.Options);
        }

        if (burst.Outputs.Count > 0)
        {
            json.WriteStartObject("outputs");
            foreach (var (activity, outputs) in burst.Outputs)
            {
                Members(json, activity, outputs, always: true);
            }

            json.WriteEndObject();
        }

        Reference(json, "running", burst.Running);
        Counted(json, "count", burst.Count);
        json.WriteEndObject();
    }

    private static long Number(string id) => Identity.Number(id);

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Reference(Utf8JsonWriter json, string name, string? id)
    {
        if (id is not null)
        {
            json.WriteNumber(name, Number(id));
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void Counted(Utf8JsonWriter json, string name, int count)
    {
        if (count != 0)
        {
            json.WriteNumber(name, count);
        }
    }

    private static void List<T>(Utf8JsonWriter json, string name, List<T> items, Action<T> write)
    {
        if (items.Count > 0)
        {
            json.WriteStartArray(name);
            items.ForEach(write);
            json.WriteEndArray();
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, List<string>? texts)
    {
        if (texts is not null)
        {
            json.WriteStartArray(name);
            texts.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }
    }

    private static void Counts(Utf8JsonWriter json, string name, Dictionary<string, int> counts)
    {
        if (counts.Count > 0)
        {
            json.WriteStartObject(name);
            foreach (var (key, count) in counts)
            {
                json.WriteNumber(key, count);
            }

            json.WriteEndObject();
        }
    }

    private static void Members(Utf8JsonWriter json, string name, JsonObject? members, bool always = false)
    {
        if (members is not null && (always || members.Count > 0))
        {
            json.WritePropertyName(name);
            members.WriteTo(json, StateJson.Options);
        }
    }

    private static void Values(Utf8JsonWriter json, string name, Dictionary<string, JsonNode?> values, bool always = false)
    {
        if (values.Count == 0 && !always)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            if (value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                value.WriteTo(json, StateJson.Options);
            }
        }

        json.WriteEndObject();
    }
}
