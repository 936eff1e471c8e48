using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Writes definitions in the format they are read in, unknown properties included.</summary>
public static class DefinitionWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definition as a file.</summary>
    public static string Write(WorkflowDefinition definition)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            Write(json, definition);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, WorkflowDefinition definition)
    {
        json.WriteStartObject();
        if (definition.Unknown.TryGetValue("$schema", out var schema))
        {
            Property(json, "$schema", schema);
        }

        json.WriteString("id", definition.Id);
        json.WriteString("definitionId", definition.DefinitionId);
        json.WriteString("name", definition.Name);
        json.WriteString("description", definition.Description);
        json.WriteNumber("version", definition.Version);
        Variables(json, definition.Variables);
        Arguments(json, "inputs", definition.Inputs);
        Arguments(json, "outputs", definition.Outputs);
        json.WriteStartArray("outcomes");
        foreach (var outcome in definition.Outcomes)
        {
            json.WriteStringValue(outcome);
        }

        json.WriteEndArray();
        Optional(json, "customProperties", definition.CustomProperties);
        Rest(json, definition.Unknown.Where(u => u.Key != "$schema"));
        Optional(json, "options", definition.Options);
        json.WritePropertyName("root");
        ActivityWriter.Write(json, definition.Root);
        json.WriteEndObject();
    }

    internal static void Variables(Utf8JsonWriter json, IReadOnlyList<VariableDefinition> variables)
    {
        json.WriteStartArray("variables");
        foreach (var variable in variables)
        {
            json.WriteStartObject();
            json.WriteString("id", variable.Id);
            json.WriteString("name", variable.Name);
            json.WriteString("typeName", variable.TypeName);
            json.WriteBoolean("isArray", variable.IsArray);
            json.WriteString("value", variable.Value);
            json.WriteString("storageDriverTypeName", variable.StorageDriver);
            Rest(json, variable.Unknown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void Rest(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> properties)
    {
        foreach (var (name, value) in properties)
        {
            Property(json, name, value);
        }
    }

    internal static void Optional(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { } given)
        {
            Property(json, name, given);
        }
    }

    private static void Property(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private static void Arguments(Utf8JsonWriter json, string name, IReadOnlyList<ArgumentDefinition> arguments)
    {
        json.WriteStartArray(name);
        foreach (var argument in arguments)
        {
            json.WriteStartObject();
            json.WriteString("type", argument.Type);
            json.WriteString("name", argument.Name);
            Rest(json, argument.Unknown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
