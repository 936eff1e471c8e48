using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

/// <summary>Brings a record of real Elsa and our own into one form: what the record's README calls accidents of storage goes.</summary>
internal static class CaseComparison
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Compared = ["definition", "subStatus", "correlationId", "name", "variables", "output", "bookmarks", "incidents", "journal"];

    public static string Text(JsonNode? node) => node?.ToJsonString(Indented) ?? "null";

    /// <summary>Both sides of one step, ready to be compared as text.</summary>
    public static (string Expected, string Actual) Sides(JsonObject expected, JsonObject actual, Dictionary<string, int> open) =>
        (Text(Step(expected, open, expected, actual)), Text(Step(actual, null, expected, expected)));

    private static JsonObject Step(JsonObject step, Dictionary<string, int>? open, JsonObject reference, JsonObject other)
    {
        var result = new JsonObject();
        foreach (var name in new[] { "records", "stdout" }.Where(n => step[n] is JsonArray { Count: > 0 }))
        {
            result[name] = step[name]!.DeepClone();
        }

        result["result"] = Result(step["result"], reference, other["result"]);
        foreach (var (label, instance) in step["instances"]!.AsObject())
        {
            result[label] = Instance(instance!.AsObject(), label, open);
        }

        return result;
    }

    /// <summary>Of results only what a person would notice: how many timers fired, what is scheduled and stored, whether a resume found its bookmark.</summary>
    private static JsonNode? Result(JsonNode? result, JsonObject reference, JsonNode? other)
    {
        var step = reference["step"]!.AsObject();
        if (result is JsonArray list)
        {
            return new JsonArray([.. list.Select(item => (JsonNode)new JsonObject(item!.AsObject()
                .Where(p => p.Key is "at" or "name" or "payload").Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))))]);
        }

        var told = new JsonObject((result as JsonObject ?? [])
            .Where(p => p.Key is "fired" or "error" or "saved" or "resumed" && other is JsonObject both && both.ContainsKey(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, p.Key == "error" ? (JsonNode)true : p.Value?.DeepClone())));
        return told.Count > 0 && step["via"] is null ? told : null;
    }

    private static JsonObject Instance(JsonObject instance, string label, Dictionary<string, int>? open)
    {
        var result = new JsonObject();
        foreach (var name in Compared)
        {
            var value = instance[name];
            if (value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 })
            {
                continue;
            }

            result[name] = name switch
            {
                "journal" => Journal(value.AsArray(), label, open),
                "incidents" => new JsonArray([.. value.AsArray().Select(i => Without(i!.AsObject(), "exception"))]),
                "variables" => new JsonObject(value.AsObject().OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone()))),
                _ => value.DeepClone(),
            };
        }

        return result;
    }

    private static JsonArray Journal(JsonArray journal, string label, Dictionary<string, int>? open)
    {
        var lines = new List<string>();
        foreach (var line in journal.Select(l => l!.AsObject()))
        {
            var activity = line["type"]!.GetValue<string>() == "Elsa.Workflow" ? "Workflow" : line["activity"]!.GetValue<string>();
            var happened = line["event"]!.GetValue<string>();
            if (open is not null && IsSecondEnd(open, label + activity, happened))
            {
                continue;
            }

            var outcomes = line["outcomes"] is JsonArray named ? string.Join(',', named.Select(o => o!.GetValue<string>())) : string.Empty;
            lines.Add($"{activity} {happened} {outcomes} {line["message"]?.GetValue<string>()}".TrimEnd());
        }

        return new JsonArray([.. SortCancelled(lines).Select(l => (JsonNode)l)]);
    }

    /// <summary>Elsa journals the completion of a flowchart that End cut short twice.</summary>
    private static bool IsSecondEnd(Dictionary<string, int> open, string activity, string happened)
    {
        var count = open.GetValueOrDefault(activity);
        if (happened == "Completed" && count == 0)
        {
            return true;
        }

        open[activity] = happened switch
        {
            "Started" => count + 1,
            "Completed" or "Canceled" => Math.Max(0, count - 1),
            _ => count,
        };
        return false;
    }

    /// <summary>The order among cancelled siblings is that of Elsa's storage.</summary>
    private static IEnumerable<string> SortCancelled(List<string> lines)
    {
        var run = new List<string>();
        foreach (var line in lines)
        {
            if (line.EndsWith(" Canceled", StringComparison.Ordinal))
            {
                run.Add(line);
                continue;
            }

            foreach (var cancelled in run.Order(StringComparer.Ordinal))
            {
                yield return cancelled;
            }

            run.Clear();
            yield return line;
        }

        foreach (var cancelled in run.Order(StringComparer.Ordinal))
        {
            yield return cancelled;
        }
    }

    private static JsonObject Without(JsonObject value, string name)
    {
        var copy = value.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }
}
