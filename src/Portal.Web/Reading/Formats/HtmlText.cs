using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Web.Reading.Formats;

/// <summary>The words of a web page or of an email written as one. Nothing of it is loaded or run.</summary>
internal static class HtmlText
{
    public const string ContentType = "text/html";

    private static readonly HashSet<string> _silent = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "template", "noscript", "iframe", "object", "svg", "head" };

    private static readonly HashSet<string> _blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "blockquote", "pre", "ul", "ol", "dt", "dd",
    };

    public static void Read(Stream content, PageCollector pages) => pages.AddParts(Words(PlainText.Decoded(content)).Split('\n'));

    /// <summary>One line for each block. Goes through the tree without calling itself, however deep it is.</summary>
    public static string Words(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var words = new StringBuilder();
        for (INode? node = document.Body; node is not null; node = Next(node, document.Body))
        {
            if (node is IText text)
            {
                words.AppendJoin(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Append(' ');
            }
            else if (node is IElement element)
            {
                words.Append(_blocks.Contains(element.LocalName) ? "\n" : element.LocalName is "td" or "th" ? "\t" : "");
            }
        }

        return string.Join('\n', words.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static INode? Next(INode node, INode? root)
    {
        if (node.FirstChild is { } child && !(node is IElement element && _silent.Contains(element.LocalName)))
        {
            return child;
        }

        for (INode? from = node; from is not null && from != root; from = from.Parent)
        {
            if (from.NextSibling is { } next)
            {
                return next;
            }
        }

        return null;
    }
}
