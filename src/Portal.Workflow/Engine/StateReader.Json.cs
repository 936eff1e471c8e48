using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Workflow.Engine;

/// <summary>How the text is gone through. A reader stands on a value when it is handed on, and on the value's end when it comes back.</summary>
internal sealed partial class StateReader
{
    private static void Counts(ref Utf8JsonReader json, Dictionary<string, int> counts)
    {
        for (Begin(json, JsonTokenType.StartObject); Key(ref json) is { } key;)
        {
            counts[key] = json.GetInt32();
        }
    }

    private static Dictionary<string, JsonNode?> Values(ref Utf8JsonReader json)
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        for (Begin(json, JsonTokenType.StartObject); Key(ref json) is { } key;)
        {
            values[key] = JsonNode.Parse(ref json);
        }

        return values;
    }

    private static List<string> Texts(ref Utf8JsonReader json)
    {
        var texts = new List<string>();
        for (Begin(json, JsonTokenType.StartArray); Item(ref json);)
        {
            texts.Add(Text(ref json));
        }

        return texts;
    }

    private static JsonObject Object(ref Utf8JsonReader json)
    {
        Begin(json, JsonTokenType.StartObject);
        return JsonNode.Parse(ref json)!.AsObject();
    }

    private static string Text(ref Utf8JsonReader json) => json.GetString() ?? throw new FormatException("A text is null.");

    /// <summary>The value as it is written.</summary>
    private string Raw(ref Utf8JsonReader json)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return Utf8.GetString(_text.AsSpan(start..(int)json.BytesConsumed));
    }

    private static void Begin(in Utf8JsonReader json, JsonTokenType kind)
    {
        if (json.TokenType != kind)
        {
            throw new FormatException($"Expected {kind}, not {json.TokenType}.");
        }
    }

    /// <summary>Goes to the next item of a list; false at its end.</summary>
    private static bool Item(ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>Goes to the value of the next member whose name is data; null at the end of the object.</summary>
    private static string? Key(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var key = json.GetString();
        json.Read();
        return key;
    }

    /// <summary>Goes to the value of the next member of the form; empty at the end of the object.</summary>
    private ReadOnlySpan<char> Member(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType == JsonTokenType.EndObject)
        {
            return [];
        }

        var known = json.ValueSpan.Length is > 0 and <= NameLength;
        ReadOnlySpan<char> name = known ? _name.AsSpan(0, json.CopyString(_name)) : OtherName;
        json.Read();
        return name;
    }
}
