using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Writes an activity and all inside it.</summary>
internal static class ActivityWriter
{
    public static void Write(Utf8JsonWriter json, ActivityNode activity)
    {
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        if (activity.Name is not null)
        {
            json.WriteString("name", activity.Name);
        }

        json.WriteString("type", activity.Type);
        if (activity.Version is { } version)
        {
            json.WriteNumber("version", version);
        }

        DefinitionWriter.Optional(json, "customProperties", activity.CustomProperties);
        DefinitionWriter.Optional(json, "metadata", activity.Metadata);
        Bindings(json, activity);
        DefinitionWriter.Rest(json, activity.Unknown);
        foreach (var (name, inner) in activity.Ports)
        {
            json.WritePropertyName(name);
            Write(json, inner);
        }

        Contents(json, activity);
        json.WriteEndObject();
    }

    private static void Bindings(Utf8JsonWriter json, ActivityNode activity)
    {
        if (activity.Variable is { } variable)
        {
            json.WriteStartObject("variable");
            json.WriteString("id", variable.Id);
            WriteOptional(json, "name", variable.Name);
            WriteOptional(json, "typeName", variable.TypeName);
            json.WriteEndObject();
        }

        foreach (var (name, input) in activity.Inputs)
        {
            json.WriteStartObject(name);
            json.WriteString("typeName", input.TypeName);
            json.WritePropertyName("expression");
            Expression(json, input.Expression);
            DefinitionWriter.Rest(json, input.Unknown);
            json.WriteEndObject();
        }

        foreach (var (name, output) in activity.Outputs)
        {
            json.WriteStartObject(name);
            json.WriteString("typeName", output.TypeName);
            json.WriteStartObject("memoryReference");
            json.WriteString("id", output.VariableId);
            json.WriteEndObject();
            DefinitionWriter.Rest(json, output.Unknown);
            json.WriteEndObject();
        }
    }

    private static void Contents(Utf8JsonWriter json, ActivityNode activity)
    {
        if (activity.Cases.Count > 0)
        {
            json.WriteStartArray("cases");
            foreach (var one in activity.Cases)
            {
                json.WriteStartObject();
                json.WriteString("label", one.Label);
                json.WritePropertyName("condition");
                Expression(json, one.Condition);
                if (one.Activity is { } inner)
                {
                    json.WritePropertyName("activity");
                    Write(json, inner);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (activity.Variables.Count > 0)
        {
            DefinitionWriter.Variables(json, activity.Variables);
        }

        if (activity.Activities.Count > 0)
        {
            json.WriteStartArray(activity.Type == "Elsa.Fork" ? "branches" : "activities");
            foreach (var inner in activity.Activities)
            {
                Write(json, inner);
            }

            json.WriteEndArray();
        }

        Connections(json, activity.Connections);
    }

    private static void Connections(Utf8JsonWriter json, IReadOnlyList<Connection> connections)
    {
        if (connections.Count == 0)
        {
            return;
        }

        json.WriteStartArray("connections");
        foreach (var connection in connections)
        {
            json.WriteStartObject();
            End(json, "source", connection.Source, connection.SourcePort);
            End(json, "target", connection.Target, connection.TargetPort);
            DefinitionWriter.Optional(json, "vertices", connection.Vertices);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void End(Utf8JsonWriter json, string name, string activity, string port)
    {
        json.WriteStartObject(name);
        json.WriteString("activity", activity);
        json.WriteString("port", port);
        json.WriteEndObject();
    }

    private static void Expression(Utf8JsonWriter json, Expression expression)
    {
        json.WriteStartObject();
        json.WriteString("type", expression.Type);
        json.WritePropertyName("value");
        if (expression.Value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            expression.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
