using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Portal.Web.Mail;

/// <summary>
/// The HTML of a mail, made from its plain text by the way it is laid out: blank lines between paragraphs, <c>- </c> before the items of a list, a line by itself
/// above a list for its heading. Everything is encoded, addresses become links, and nothing is fetched when the mail is read.
/// </summary>
internal static partial class MailHtml
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Look _mailed = new("<h2 style=\"font-size: 18px\">", "</h2>", "<p>", "<ul>", "<a href=\"");

    private static readonly Look _shown = new(
        "<h3 class=\"govuk-heading-s\">", "</h3>", "<p class=\"govuk-body\">", "<ul class=\"govuk-list govuk-list--bullet govuk-list--spaced\">", "<a class=\"govuk-link\" href=\"");

    /// <summary>The whole page that goes into a mail.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="text">Its plain text.</param>
    /// <param name="portal">Where the portal is: words lead there alone, another address is always seen.</param>
    public static string Of(string subject, string text, PortalAddress portal)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(_encoder.Encode(subject))
            .Append("</title>\n</head>\n<body style=\"margin: 0; padding: 16px; max-width: 40em; font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5\">\n<h1 style=\"font-size: 20px\">")
            .Append(_encoder.Encode(subject)).Append("</h1>\n");
        Write(html, text, _mailed with { Home = portal.Of("/") });
        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>The same words as a part of a page of the portal.</summary>
    public static IHtmlContent InThePortal(string text, PortalAddress portal)
    {
        var html = new StringBuilder();
        Write(html, text, _shown with { Home = portal.Of("/") });
        return new HtmlString(html.ToString());
    }

    private static void Write(StringBuilder html, string text, Look look)
    {
        var blocks = Blocks(text);
        for (var at = 0; at < blocks.Count;)
        {
            if (IsList(blocks[at]))
            {
                html.Append(look.List).Append('\n');
                for (; at < blocks.Count && IsList(blocks[at]); at++)
                {
                    Items(html, blocks[at], look);
                }

                html.Append("</ul>\n");
            }
            else if (blocks[at].Count == 1 && at + 1 < blocks.Count && IsList(blocks[at + 1]) && !blocks[at][0].EndsWith('.') && !blocks[at][0].EndsWith(','))
            {
                html.Append(look.Heading).Append(Inline(blocks[at][0], look)).Append(look.HeadingEnd).Append('\n');
                at++;
            }
            else
            {
                html.Append(look.Paragraph).AppendJoin("<br>\n", blocks[at].Select(line => Inline(line, look))).Append("</p>\n");
                at++;
            }
        }
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

    /// <summary>An item whose last line is an address of the portal is a link by its first line, and says the lines between below it.</summary>
    private static void Items(StringBuilder html, List<string> block, Look look)
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
            var address = item.Count > 1 && IsAddress(item[^1]) && item[^1].StartsWith(look.Home, StringComparison.Ordinal) ? item[^1] : null;
            var first = address is null ? Inline(item[0], look) : Link(address, item[0], look);
            html.Append("<li>").AppendJoin("<br>\n", item.Skip(1).SkipLast(address is null ? 0 : 1).Select(line => Inline(line, look)).Prepend(first)).Append("</li>\n");
        }
    }

    private static string Inline(string line, Look look)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (Match match in Address().Matches(line))
        {
            html.Append(_encoder.Encode(line[done..match.Index])).Append(IsAddress(match.Value) ? Link(match.Value, match.Value, look) : _encoder.Encode(match.Value));
            done = match.Index + match.Length;
        }

        return html.Append(_encoder.Encode(line[done..])).ToString();
    }

    private static string Link(string address, string words, Look look) => $"{look.Link}{_encoder.Encode(address)}\">{_encoder.Encode(words)}</a>";

    private static bool IsAddress(string text) =>
        Address().Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length && Uri.TryCreate(text, UriKind.Absolute, out _);

    /// <summary>The tags with which its parts begin, and where the portal is.</summary>
    private sealed record Look(string Heading, string HeadingEnd, string Paragraph, string List, string Link, string Home = "");

    /// <summary>An address, without the punctuation that ends the sentence it stands in.</summary>
    [GeneratedRegex("""https?://[^\s<>"“”]*[^\s<>"“”.,;:!?)]""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
