using System.Globalization;
using System.Text;

namespace Portal.Web.Words;

/// <summary>
/// Cuts a text into words, spaces and marks, or into paragraphs. Whatever looks like one character (a letter with its accents, a flag, a family of
/// emoji) stays whole, and the pieces joined again are the text.
/// </summary>
internal static class TextPieces
{
    public static List<string> Words(string text) => Cut(text, KindOf, (kind, next) => kind == next && kind is Kind.Word or Kind.Space);

    /// <summary>Each paragraph with the line breaks that end it.</summary>
    public static List<string> Paragraphs(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' && (at + 1 == text.Length || text[at + 1] is not ('\n' or '\r')))
            {
                pieces.Add(text[start..(at + 1)]);
                start = at + 1;
            }
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        return pieces;
    }

    /// <summary>Whether a piece says something: it is a word, a number or a picture rather than a space or a mark.</summary>
    public static bool Says(string piece) => KindOf(piece) is Kind.Word or Kind.Sign;

    public static bool BreaksLine(string piece) => piece.AsSpan().IndexOfAny('\n', '\r') >= 0;

    private static List<string> Cut(string text, Func<string, Kind> kindOf, Func<Kind, Kind, bool> together)
    {
        var pieces = new List<string>();
        var start = 0;
        var kind = Kind.Mark;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var next = kindOf(text.Substring(at, length));
            if (next == Kind.Joiner)
            {
                // An apostrophe or hyphen belongs to the word it stands in: o’clock, ’r, well-being.
                var after = at + length;
                next = kind == Kind.Word && after < text.Length
                    && kindOf(text.Substring(after, StringInfo.GetNextTextElementLength(text, after))) == Kind.Word ? Kind.Word : Kind.Mark;
            }

            if (at > start && !together(kind, next))
            {
                pieces.Add(text[start..at]);
                start = at;
            }

            kind = next;
            at += length;
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        return pieces;
    }

    private static Kind KindOf(string element)
    {
        if (element is "'" or "’" or "-" or "‑")
        {
            return Kind.Joiner;
        }

        if (BreaksLine(element))
        {
            return Kind.Break;
        }

        _ = Rune.DecodeFromUtf16(element, out var first, out _);
        if (Rune.IsWhiteSpace(first))
        {
            return Kind.Space;
        }

        return Rune.GetUnicodeCategory(first) switch
        {
            // Chinese and Japanese are written without spaces: each sign is a word.
            UnicodeCategory.OtherLetter when first.Value is >= 0x3040 and <= 0x9FFF or >= 0x20000 => Kind.Sign,
            UnicodeCategory.OtherSymbol or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => Kind.Sign,
            _ when Rune.IsLetterOrDigit(first) => Kind.Word,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Word,
            _ => Kind.Mark,
        };
    }

    private enum Kind
    {
        Word,
        Space,
        Break,
        Joiner,
        Sign,
        Mark,
    }
}
