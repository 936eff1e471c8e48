using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>A variable of the workflow or of a container.</summary>
/// <param name="Id">Id, by which it is addressed.</param>
/// <param name="Name">Name, by which expressions know it.</param>
/// <param name="TypeName">Type alias: String, Int32, <c>List&lt;String&gt;</c> …</param>
/// <param name="IsArray">True for a list of the type.</param>
/// <param name="Value">Initial value as text, converted to the type.</param>
/// <param name="StorageDriver">Storage driver; without the instance driver the value is lost at the first suspension.</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, string? Value, string? StorageDriver)
{
    /// <summary>Properties without a meaning here.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>True if the value outlives a suspension.</summary>
    public bool IsStored => StorageDriver?.Contains("WorkflowInstanceStorageDriver", StringComparison.Ordinal) == true
        || StorageDriver?.Contains("WorkflowStorageDriver", StringComparison.Ordinal) == true;

    /// <summary>Type alias with the array mark.</summary>
    public string FullType => IsArray ? TypeName + "[]" : TypeName;
}

/// <summary>A declared input or output of the workflow.</summary>
public sealed record ArgumentDefinition(string Name, string Type)
{
    /// <summary>True if it names a storage driver, without which real Elsa loses an input at the first wait.</summary>
    public bool IsStored => Unknown.TryGetValue("storageDriverType", out var driver) && driver.ValueKind == JsonValueKind.String;

    /// <summary>Display name, hints and whatever else was written.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>An expression: syntax and text (or, for Variable and Input, an object naming it).</summary>
public sealed record Expression(string Type, JsonElement Value)
{
    /// <summary>The value as text, empty if it is none.</summary>
    public string Text { get; } = Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => string.Empty,
        _ => Value.GetRawText(),
    };
}

/// <summary>What an activity's input is given.</summary>
public sealed record InputBinding(string TypeName, Expression Expression, string Path)
{
    /// <summary>Properties without a meaning here.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>Where an activity's output goes.</summary>
public sealed record OutputBinding(string TypeName, string VariableId, string Path)
{
    /// <summary>Properties without a meaning here.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>A named variable; the id decides.</summary>
public sealed record VariableReference(string Id, string? Name, string? TypeName);

/// <summary>A connection of a flowchart from a port of one activity to another.</summary>
public sealed record Connection(string Source, string SourcePort, string Target, string TargetPort, string Path)
{
    /// <summary>Bends of the line, as written.</summary>
    public JsonElement? Vertices { get; init; }
}

/// <summary>One case of a switch.</summary>
public sealed record SwitchCase(string Label, Expression Condition, ActivityNode? Activity, string Path);
