using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Workflow.Engine;

internal static class StateJson
{
    /// <summary>More than the 64 levels a value may have when it enters, with those of the state around it.</summary>
    public const int MaxDepth = 256;

    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = MaxDepth };

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
