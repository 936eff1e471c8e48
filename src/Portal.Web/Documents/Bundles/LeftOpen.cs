using System.Buffers;

namespace Portal.Web.Documents.Bundles;

/// <summary>
/// What the content of a page leaves open behind it, which would displace, turn or hide whatever is written after it. Content that is well made leaves nothing; much of
/// what is about is not, and readers show it all the same.
/// </summary>
/// <param name="Underrun">Graphics states that it restores without having saved them.</param>
/// <param name="States">Graphics states that it saves and does not restore, counted from the lowest.</param>
/// <param name="IsInText">Whether a text object is not ended.</param>
/// <param name="Marks">Marked content that is not ended; it may be of a layer that is not shown.</param>
internal readonly record struct LeftOpen(int Underrun, int States, bool IsInText, int Marks)
{
    private static readonly SearchValues<byte> _text = SearchValues.Create([0, 9, 10, 12, 13, .. Enumerable.Range(32, 95).Select(c => (byte)c)]);

    /// <param name="content">All streams of the page, one after the other.</param>
    public static LeftOpen By(ReadOnlySpan<byte> content)
    {
        var (depth, lowest, isInText, marks) = (0, 0, false, 0);
        var at = 0;
        while (at < content.Length)
        {
            var word = Next(content, ref at);
            switch (word)
            {
                case [(byte)'q']:
                    depth++;
                    break;
                case [(byte)'Q']:
                    lowest = Math.Min(lowest, --depth);
                    break;
                case [(byte)'B', (byte)'T']:
                    isInText = true;
                    break;
                case [(byte)'E', (byte)'T']:
                    isInText = false;
                    break;
                case [(byte)'B', (byte)'M' or (byte)'D', (byte)'C']:
                    marks++;
                    break;
                case [(byte)'E', (byte)'M', (byte)'C']:
                    marks = Math.Max(0, marks - 1);
                    break;
                case [(byte)'I', (byte)'D']:
                    at = AfterPicture(content, at);
                    break;
            }
        }

        return new LeftOpen(-lowest, depth - lowest, isInText, marks);
    }

    /// <returns>A number or the name of an operator; empty for anything else, which is passed over.</returns>
    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> content, ref int at)
    {
        switch (content[at])
        {
            case (byte)'%':
                at = After(content, at, "\r\n"u8);
                return [];
            case (byte)'(':
                at = AfterString(content, at);
                return [];
            case var bracket when bracket is (byte)'<' or (byte)'>' && at + 1 < content.Length && content[at + 1] == bracket:
                at += 2;
                return [];
            case (byte)'<':
                at = After(content, at, ">"u8);
                return [];
            case (byte)'/':
                at = AfterWord(content, at + 1);
                return [];
            case var other when !IsOfWord(other):
                at++;
                return [];
        }

        var start = at;
        at = AfterWord(content, at);
        return content[start..at];
    }

    private static int AfterWord(ReadOnlySpan<byte> content, int at)
    {
        while (at < content.Length && IsOfWord(content[at]))
        {
            at++;
        }

        return at;
    }

    private static int After(ReadOnlySpan<byte> content, int at, ReadOnlySpan<byte> ends)
    {
        var end = content[at..].IndexOfAny(ends);
        return end < 0 ? content.Length : at + end + 1;
    }

    private static int AfterString(ReadOnlySpan<byte> content, int at)
    {
        for (var open = 0; at < content.Length; at++)
        {
            switch (content[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')' when --open == 0:
                    return at + 1;
            }
        }

        return content.Length;
    }

    /// <summary>The bytes of a picture within the content end with a word of their own, after which comes text again.</summary>
    private static int AfterPicture(ReadOnlySpan<byte> content, int at)
    {
        const int looked = 8;
        while (content[at..].IndexOf("EI"u8) is >= 0 and var found)
        {
            at += found + 2;
            var after = content[at..Math.Min(content.Length, at + looked)];
            if (IsSpace(content[at - 3]) && (after.IsEmpty || IsSpace(after[0])) && !after.ContainsAnyExcept(_text))
            {
                return at;
            }
        }

        return content.Length;
    }

    private static bool IsSpace(byte value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsOfWord(byte value) => !IsSpace(value) && !"()<>[]{}/%"u8.Contains(value);
}
