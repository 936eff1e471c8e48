using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>Converts JSON values to the types of the format. A null is a null of any type.</summary>
internal static class ValueConversion
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static bool TryConvert(JsonNode? value, string typeName, out JsonNode? converted)
    {
        converted = null;
        if (value is null)
        {
            return true;
        }

        if (ElementType(typeName) is { } element)
        {
            return TryList(value, element, out converted);
        }

        converted = typeName.TrimEnd('?') switch
        {
            "String" => value.GetValueKind() == JsonValueKind.String ? value : JsonValue.Create(Text(value)),
            "Boolean" => AsTruth(value),
            "Int16" or "Int32" or "Int64" or "Long" => AsWhole(value, typeName),
            "Single" or "Double" or "Decimal" => AsNumber(value),
            "Guid" => Guid.TryParse(Text(value), out var guid) ? JsonValue.Create(guid.ToString()) : null,
            "DateTime" or "DateTimeOffset" => DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, Utc, out var moment) ? JsonValue.Create(moment.UtcDateTime).Normalised() : null,
            "TimeSpan" => TimeSpan.TryParse(Text(value), CultureInfo.InvariantCulture, out var span) ? JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)) : null,
            "JSON" or "JsonElement" or "JsonNode" or "JsonObject" or "ObjectDictionary" or "StringDictionary" or "ObjectMap" or "StringMap" => AsStructure(value),
            _ when IsEnumeration(typeName) => JsonValue.Create(Text(value)),
            _ => value,
        };
        return converted is not null;
    }

    /// <summary>The text of a value, as it appears in a message.</summary>
    public static string Text(JsonNode value) => value switch
    {
        JsonValue single when single.GetValueKind() == JsonValueKind.String => single.GetValue<string>(),
        JsonValue single when single.GetValueKind() is JsonValueKind.True or JsonValueKind.False => single.GetValue<bool>() ? "True" : "False",
        _ => value.ToJsonString(StateJson.Options),
    };

    /// <summary>True for the type aliases that hold their meaning here.</summary>
    public static bool IsKnown(string typeName)
    {
        if (ElementType(typeName) is { } element)
        {
            return IsKnown(element);
        }

        return typeName.TrimEnd('?') is "Object" or "String" or "Boolean" or "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal"
            or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" or "JSON" or "JsonElement" or "JsonNode" or "JsonObject"
            or "ObjectDictionary" or "StringDictionary" or "ObjectMap" or "StringMap" or "ByteArray";
    }

    public static string? ElementType(string typeName)
    {
        if (typeName.EndsWith("[]", StringComparison.Ordinal))
        {
            return typeName[..^2];
        }

        return typeName.StartsWith("List<", StringComparison.Ordinal) && typeName.EndsWith('>') ? typeName[5..^1] : null;
    }

    private static bool IsEnumeration(string typeName) => typeName.Contains(',', StringComparison.Ordinal);

    private static JsonNode? AsTruth(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.String => bool.TryParse(value.GetValue<string>(), out var truth) ? JsonValue.Create(truth) : null,
        JsonValueKind.Number => JsonValue.Create(Number(value) is not 0),
        _ => null,
    };

    private static JsonValue? AsWhole(JsonNode value, string typeName)
    {
        if (Number(value) is not { } number)
        {
            return null;
        }

        var (least, most) = typeName.TrimEnd('?') switch
        {
            "Int16" => (short.MinValue, short.MaxValue),
            "Int32" => (int.MinValue, int.MaxValue),
            _ => ((decimal)long.MinValue, (decimal)long.MaxValue),
        };
        var whole = Math.Round(number, MidpointRounding.ToEven);
        return whole >= least && whole <= most ? JsonValue.Create((long)whole) : null;
    }

    private static JsonNode? AsNumber(JsonNode value) => value.GetValueKind() == JsonValueKind.Number ? value : Number(value) is { } number ? JsonValue.Create(number) : null;

    private static decimal? Number(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Number or JsonValueKind.String =>
            decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static JsonNode? AsStructure(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryList(JsonNode value, string element, out JsonNode? converted)
    {
        converted = null;
        var list = value as JsonArray;
        if (list is null && value.GetValueKind() == JsonValueKind.String && Text(value).TrimStart().StartsWith('['))
        {
            list = AsStructure(value) as JsonArray;
        }

        var result = new JsonArray();
        foreach (var item in list ?? [value.DeepClone()])
        {
            if (!TryConvert(item, element, out var fitting))
            {
                return false;
            }

            result.Add(fitting?.DeepClone());
        }

        converted = result;
        return true;
    }

    private static JsonNode Normalised(this JsonNode node) => JsonNode.Parse(node.ToJsonString())!;
}
