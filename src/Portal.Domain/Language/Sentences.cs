namespace Portal.Domain.Language;

/// <summary>Where the sentences of a text are. A line break ends one too, because people write lists.</summary>
public static class Sentences
{
    /// <summary>Start and length of each, without white space around it or the mark of a list in front of it.</summary>
    public static IReadOnlyList<(int Start, int Length)> Of(string text)
    {
        var sentences = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '\n' && !EndsAt(text, i))
            {
                continue;
            }

            Add(sentences, text, start, Math.Min(i + 1, text.Length));
            start = i + 1;
        }

        return sentences;
    }

    /// <summary>A full stop, question or exclamation mark, perhaps with a closing mark behind it, then white space, then no small letter: "e.g. a visit" goes on.</summary>
    private static bool EndsAt(string text, int i)
    {
        var mark = i > 0 && text[i] is '"' or '”' or ')' or '\'' ? i - 1 : i;
        if (text[mark] is not ('.' or '!' or '?') || i + 1 >= text.Length || !char.IsWhiteSpace(text[i + 1]))
        {
            return false;
        }

        var next = i + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return next == text.Length || !char.IsLower(text[next]);
    }

    private static void Add(List<(int, int)> sentences, string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '•' or '-' or '*' or '–'))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add((start, end - start));
        }
    }
}
