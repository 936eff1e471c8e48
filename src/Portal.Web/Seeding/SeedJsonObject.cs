using System.Globalization;
using System.Text.Json;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads one JSON object against its shape and notes every fault instead of stopping at the first. A value that cannot be read comes
/// back empty; its fault has then been noted.
/// </summary>
internal sealed class SeedJsonObject
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly List<SeedFault> _faults;
    private readonly ObjectShape _shape;

    public SeedJsonObject(JsonElement value, string path, ObjectShape shape, List<SeedFault> faults)
    {
        (Path, _shape, _faults) = (path, shape, faults);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"must be an object ({shape.Name}), and is {Kind(value)}");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (!shape.Knows(property.Name))
            {
                Fault(At(property.Name), $"is not a property of \"{shape.Name}\"");
            }
            else if (!_properties.TryAdd(property.Name, property.Value))
            {
                Fault(At(property.Name), "is given twice");
            }
        }

        foreach (var missing in shape.Required.Where(name => !_properties.ContainsKey(name)))
        {
            Fault(At(missing), "is missing");
        }
    }

    public string Path { get; }

    public string At(string property) => $"{Path}.{property}";

    public void Fault(string place, string reason) => _faults.Add(new SeedFault(place, reason));

    public string Text(string name) => OptionalText(name) ?? "";

    public string? OptionalText(string name) => Find(name) is { } value ? TextOf(value, At(name)) : null;

    public int Number(string name, int least) => Find(name) is { } value ? NumberOf(value, At(name), least) : 0;

    public int? OptionalNumber(string name, int least) => Find(name) is { } value ? NumberOf(value, At(name), least) : null;

    public bool Flag(string name)
    {
        if (Find(name) is not { } value || value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Find(name)?.ValueKind == JsonValueKind.True;
        }

        Fault(At(name), $"must be true or false, and is {Kind(value)}");
        return false;
    }

    public TimeOnly Time(string name)
    {
        var text = Text(name);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        if (text.Length > 0)
        {
            Fault(At(name), $"\"{text}\" is not a time of day written as 07:30");
        }

        return default;
    }

    public DateOnly Date(string name) => OptionalDate(name) ?? default;

    public DateOnly? OptionalDate(string name)
    {
        var text = OptionalText(name);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Fault(At(name), $"\"{text}\" is not a date written as 2013-11-01");
        return null;
    }

    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct => OptionalOneOf(name, choices) ?? default;

    public T? OptionalOneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var text = OptionalText(name);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Fault(At(name), $"\"{text}\" is not one of {string.Join(", ", choices.Keys)}");
        return null;
    }

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(i => TextOf(i.Value, i.Path))];

    public IReadOnlyList<int> Numbers(string name, int least) => [.. Items(name).Select(i => NumberOf(i.Value, i.Path, least))];

    public SeedJsonObject Object(string name, ObjectShape shape) =>
        OptionalObject(name, shape) ?? new(_emptyObject, At(name), _anything, []);

    public SeedJsonObject? OptionalObject(string name, ObjectShape shape) =>
        Find(name) is { } value ? new SeedJsonObject(value, At(name), shape, _faults) : null;

    public IReadOnlyList<T> Objects<T>(string name, ObjectShape shape, Func<SeedJsonObject, T> read) =>
        [.. Items(name).Select(i => read(new SeedJsonObject(i.Value, i.Path, shape, _faults)))];

    /// <summary>An object whose property names are data: each with its text.</summary>
    public IReadOnlyDictionary<string, string> TextsByName(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(name) is not { } value)
        {
            return texts;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(At(name), $"must be an object, and is {Kind(value)}");
            return texts;
        }

        foreach (var property in value.EnumerateObject())
        {
            var path = $"{At(name)}.{property.Name}";
            if (!texts.TryAdd(property.Name, TextOf(property.Value, path)))
            {
                Fault(path, "is given twice");
            }
        }

        return texts;
    }

    private static readonly JsonElement _emptyObject = JsonElement.Parse("{}");
    private static readonly ObjectShape _anything = new("object", [], []);

    private JsonElement? Find(string name) => _properties.TryGetValue(name, out var value) ? value : null;

    private IEnumerable<(JsonElement Value, string Path)> Items(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(At(name), $"must be a list, and is {Kind(value)}");
            return [];
        }

        return value.EnumerateArray().Select((item, index) => (item, $"{At(name)}[{index}]"));
    }

    private string TextOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(path, $"must be text, and is {Kind(value)}");
            return "";
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault(path, "is blank");
            return "";
        }

        return text;
    }

    private int NumberOf(JsonElement value, string path, int least)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            Fault(path, $"must be a whole number, and is {Kind(value)}");
            return 0;
        }

        if (number < least)
        {
            Fault(path, $"must be {least} or more, and is {number}");
        }

        return number;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
