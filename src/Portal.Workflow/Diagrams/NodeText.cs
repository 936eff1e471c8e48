using System.Text.Json;
using Portal.Workflow.Definitions;

namespace Portal.Workflow.Diagrams;

/// <summary>What is written in a box, and how much room that needs.</summary>
internal static class NodeText
{
    public const double LineHeight = 18;

    private const int LongestLine = 26;
    private const int MostLines = 3;
    /// <summary>Of bold text in a wide fallback font; nobody measures fonts on a server.</summary>
    private const double CharacterWidth = 9.6;

    /// <summary>The name people see: the designer's text, else the name, else the id.</summary>
    public static string Label(ActivityNode node) =>
        node.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("displayText", out var text)
        && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } shown
            ? shown
            : node.Name is { Length: > 0 } name ? name : node.Id;

    /// <summary>The type without its namespace.</summary>
    public static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];

    /// <summary>The label in lines, cut with an ellipsis if it is too long.</summary>
    public static IReadOnlyList<string> Lines(string label)
    {
        var lines = new List<string>();
        var current = string.Empty;
        foreach (var word in label.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => Cut(w, LongestLine)))
        {
            if (current.Length == 0)
            {
                current = word;
            }
            else if (current.Length + 1 + word.Length <= LongestLine)
            {
                current += " " + word;
            }
            else
            {
                lines.Add(current);
                current = word;
            }
        }

        lines.Add(current);
        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines - 1), lines[MostLines - 1][..Math.Min(lines[MostLines - 1].Length, LongestLine - 1)] + "…"];
    }

    public static (double Width, double Height) Size(ActivityNode node)
    {
        var lines = Lines(Label(node));
        var longest = lines.Append(ShortType(node.Type)).Max(l => l.Length);
        return (Math.Max(120, (longest * CharacterWidth) + 36), ((lines.Count + 2) * LineHeight) + 20);
    }

    public static double Width(string text) => text.Length * CharacterWidth;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
