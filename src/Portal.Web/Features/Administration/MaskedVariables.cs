using System.Text.Json;
using Portal.Workflow.Definitions;

namespace Portal.Web.Features.Administration;

/// <summary>The variables whose values administrators do not see: named in the definition's custom properties, <c>"masked": ["Comment"]</c>.</summary>
public static class MaskedVariables
{
    public static IReadOnlySet<string> Of(WorkflowDefinition definition) =>
        definition.CustomProperties is { ValueKind: JsonValueKind.Object } custom && custom.TryGetProperty("masked", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
}
