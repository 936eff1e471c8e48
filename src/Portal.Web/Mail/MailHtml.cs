using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Portal.Web.Mail;

/// <summary>
/// The HTML of a mail, made from its plain text by the way it is laid out: blank lines between paragraphs, <c>- </c> before the items of a list, a line by itself
/// above a list for its heading. Everything is encoded, addresses become links, and nothing is fetched when the mail is read.
/// </summary>
internal static partial class MailHtml
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(string subject, string text)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(_encoder.Encode(subject))
            .Append("</title>\n</head>\n<body style=\"margin: 0; padding: 16px; max-width: 40em; font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5\">\n<h1 style=\"font-size: 20px\">")
            .Append(_encoder.Encode(subject)).Append("</h1>\n");
        var blocks = Blocks(text);
        for (var at = 0; at < blocks.Count;)
        {
            if (IsList(blocks[at]))
            {
                html.Append("<ul>\n");
                for (; at < blocks.Count && IsList(blocks[at]); at++)
                {
                    Items(html, blocks[at]);
                }

                html.Append("</ul>\n");
            }
            else if (blocks[at].Count == 1 && at + 1 < blocks.Count && IsList(blocks[at + 1]) && !blocks[at][0].EndsWith('.') && !blocks[at][0].EndsWith(','))
            {
                html.Append("<h2 style=\"font-size: 18px\">").Append(Inline(blocks[at][0])).Append("</h2>\n");
                at++;
            }
            else
            {
                html.Append("<p>").AppendJoin("<br>\n", blocks[at].Select(Inline)).Append("</p>\n");
                at++;
            }
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Runs of lines that are not blank; a list that follows its introduction without a blank line is a run of its own.</summary>
    private static List<List<string>> Blocks(string text)
    {
        var blocks = new List<List<string>>();
        List<string>? open = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                open = null;
                continue;
            }

            if (open is null || (IsItem(line) && !IsItem(open[0])))
            {
                open = [];
                blocks.Add(open);
            }

            open.Add(line.TrimEnd());
        }

        return blocks;
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    private static bool IsList(List<string> block) => IsItem(block[0]);

    /// <summary>An item whose last line is an address is a link by its first line, and says the lines between below it.</summary>
    private static void Items(StringBuilder html, List<string> block)
    {
        var items = new List<List<string>>();
        foreach (var line in block)
        {
            if (IsItem(line))
            {
                items.Add([line[2..].Trim()]);
            }
            else
            {
                items[^1].Add(line.Trim());
            }
        }

        foreach (var item in items)
        {
            var address = item.Count > 1 && IsAddress(item[^1]) ? item[^1] : null;
            var first = address is null ? Inline(item[0]) : Link(address, item[0]);
            html.Append("<li>").AppendJoin("<br>\n", item.Skip(1).SkipLast(address is null ? 0 : 1).Select(Inline).Prepend(first)).Append("</li>\n");
        }
    }

    private static string Inline(string line)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (Match match in Address().Matches(line))
        {
            html.Append(_encoder.Encode(line[done..match.Index])).Append(IsAddress(match.Value) ? Link(match.Value, match.Value) : _encoder.Encode(match.Value));
            done = match.Index + match.Length;
        }

        return html.Append(_encoder.Encode(line[done..])).ToString();
    }

    private static string Link(string address, string words) => $"<a href=\"{_encoder.Encode(address)}\">{_encoder.Encode(words)}</a>";

    private static bool IsAddress(string text) =>
        Address().Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length && Uri.TryCreate(text, UriKind.Absolute, out _);

    /// <summary>An address, without the punctuation that ends the sentence it stands in.</summary>
    [GeneratedRegex("""https?://[^\s<>"“”]*[^\s<>"“”.,;:!?)]""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
