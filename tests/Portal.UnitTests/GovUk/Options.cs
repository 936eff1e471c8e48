using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;

namespace Portal.UnitTests.GovUk;

/// <summary>
/// The options of a published example. Each is taken out as it is used: an example with options left over is about something
/// our components do not offer, and is not compared.
/// </summary>
internal sealed class Options(JsonObject json)
{
    private readonly JsonObject left = (JsonObject)json.DeepClone();
    private readonly List<Options> inner = [];
    private bool unsupported;

    public bool AllUsed => !unsupported && left.Count == 0 && inner.TrueForAll(options => options.AllUsed);

    public string? Text(string key) => Take(key) switch { null => null, var value => value.ToString() };

    public bool Flag(string key) => Take(key)?.ToString() is "true";

    public int? Number(string key) => Text(key) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    public Options? Object(string key)
    {
        if (Take(key) is not JsonObject value)
        {
            return null;
        }

        var options = new Options(value);
        inner.Add(options);
        return options;
    }

    public IReadOnlyList<Options> List(string key)
    {
        if (Take(key) is not JsonArray items)
        {
            return [];
        }

        var list = items.OfType<JsonObject>().Select(item => new Options(item)).ToList();
        unsupported |= list.Count != items.Count;
        inner.AddRange(list);
        return list;
    }

    public IReadOnlyList<string> Words(string key) => (Take(key) as JsonArray)?.Select(word => word!.ToString()).ToArray() ?? [];

    /// <summary>The option "html", else "text", as content.</summary>
    public IHtmlContent? Content()
    {
        var text = Text("text");
        return Text("html") is { } html and not "false" ? new HtmlString(html) : text is null ? null : new HtmlContentBuilder().Append(text);
    }

    /// <summary>Classes and attributes a page would write on the element, with those named by key.</summary>
    public Dictionary<string, string> Attributes(params IReadOnlyList<string> keys)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Take("attributes") as JsonObject ?? [])
        {
            unsupported |= value is JsonObject;
            attributes[name] = value?.ToString() ?? "";
        }

        foreach (var key in keys)
        {
            if (Take(key) is { } value && value.ToString() != "")
            {
                attributes[key == "classes" ? "class" : key] = value.GetValueKind() is System.Text.Json.JsonValueKind.True ? "true" : value.ToString();
            }
        }

        return attributes;
    }

    public void NotSupported() => unsupported = true;

    private JsonNode? Take(string key)
    {
        if (!left.TryGetPropertyValue(key, out var value))
        {
            return null;
        }

        left.Remove(key);
        return value;
    }
}
