using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portal.UnitTests.GovUk;

/// <summary>Markup as a browser understands it, one element or text a line: order of attributes and classes and white space do not matter.</summary>
internal static partial class Markup
{
    private static readonly string[] References = ["id", "for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"];

    /// <param name="html">The markup.</param>
    /// <param name="except">Names of attributes left out of the comparison.</param>
    /// <param name="anyIds">Compare ids by what refers to what, not by their text.</param>
    public static string Outline(string html, IReadOnlyCollection<string>? except = null, bool anyIds = false)
    {
        var document = new HtmlParser().ParseDocument($"<body>{html}</body>");
        var lines = new StringBuilder();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in document.Body!.ChildNodes)
        {
            Write(node, 0);
        }

        return lines.ToString();

        void Write(INode node, int depth)
        {
            if (node is IText text)
            {
                var inTextarea = node.ParentElement?.LocalName == "textarea";
                var shown = inTextarea ? text.Data : Space().Replace(text.Data, " ").Trim();
                Line(depth, shown.Length == 0 ? null : $"\"{shown}\"");
            }
            else if (node is IElement element)
            {
                var attributes = element.Attributes
                    .Where(a => except?.Contains(a.Name) != true)
                    .OrderBy(a => a.Name, StringComparer.Ordinal)
                    .Select(a => $" {a.Name}={Value(a)}");
                Line(depth, element.LocalName + string.Concat(attributes));
                foreach (var child in element.ChildNodes)
                {
                    Write(child, depth + 1);
                }
            }
        }

        void Line(int depth, string? text)
        {
            if (text is not null)
            {
                lines.Append(' ', depth * 2).AppendLine(text);
            }
        }

        string Value(IAttr attribute) => attribute.Name switch
        {
            "class" => string.Join(' ', Words(attribute.Value).Order(StringComparer.Ordinal)),
            _ when anyIds && References.Contains(attribute.Name) => string.Join(' ', Words(attribute.Value).Select(Anonymous)),
            _ => attribute.Value,
        };

        string Anonymous(string id) => ids.TryGetValue(id, out var known) ? known : ids[id] = $"#{ids.Count + 1}";
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
