using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Portal.Web.Frameworks;

/// <summary>Changes the text of a framework file in one place and leaves the rest as it is.</summary>
public static class FrameworkText
{
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The text as the beginning of the version that replaces it.</summary>
    public static string AsNext(string json, int replaced, int next)
    {
        var file = JsonNode.Parse(json)!.AsObject();
        file["version"] = next;
        file["replaces"] = new JsonObject { ["version"] = replaced };
        return file.ToJsonString(_format);
    }

    /// <summary>The text with other words for one criterion; null where it cannot be read or has no such criterion.</summary>
    public static string? WithCriterion(string json, string id, string title, string text, IReadOnlyList<string> evidenceHints)
    {
        if (FindCriterion(json, id) is not var (file, criterion))
        {
            return null;
        }

        criterion["title"] = title;
        criterion["text"] = text;
        criterion["evidenceHints"] = new JsonArray([.. evidenceHints.Select(hint => JsonValue.Create(hint))]);
        return file.ToJsonString(_format);
    }

    private static (JsonObject File, JsonObject Criterion)? FindCriterion(string json, string id)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject file || file["judgements"] is not JsonArray judgements)
            {
                return null;
            }

            var criterion = judgements.OfType<JsonObject>().SelectMany(j => (j["criteria"] as JsonArray)?.OfType<JsonObject>() ?? [])
                .FirstOrDefault(c => c["id"] is JsonValue value && value.TryGetValue<string>(out var found) && found == id);
            return criterion is null ? null : (file, criterion);
        }
        catch (Exception notReadable) when (notReadable is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
