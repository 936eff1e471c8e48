namespace Portal.Web.Searching;

/// <summary>A piece of a text, marked or not.</summary>
public sealed record PassagePart(string Text, bool IsMarked);

/// <summary>Shows what was found in a text.</summary>
public static class Passage
{
    /// <summary>The text from beginning to end with what is looked for marked.</summary>
    public static IReadOnlyList<PassagePart> Whole(string text, SearchNode? wanted) =>
        wanted is null ? [new PassagePart(text, false)] : Cut(text, Marks(new SearchedText(text), wanted), 0, text.Length);

    /// <summary>The part of a text of about so many characters with most of what is looked for.</summary>
    public static IReadOnlyList<PassagePart> Best(string text, SearchNode wanted, int length = 240)
    {
        var searched = new SearchedText(text);
        var marks = Marks(searched, wanted);
        if (marks.Count == 0)
        {
            return Cut(text, [], 0, EndOfWord(searched, Math.Min(length, text.Length)));
        }

        var best = Densest(marks, length);
        var from = Math.Max(0, Math.Min(best.Start - (length / 4), text.Length - length));
        from = searched.Places.FirstOrDefault(w => w.Start >= from) is { Length: > 0 } word ? Math.Min(word.Start, best.Start) : 0;
        return Cut(text, marks, from, EndOfWord(searched, Math.Min(text.Length, from + length)));
    }

    /// <summary>Where what is looked for stands; what touches is one.</summary>
    internal static List<(int Start, int End)> Marks(SearchedText text, SearchNode wanted)
    {
        var marks = new List<(int Start, int End)>();
        foreach (var (start, end) in wanted.Wanted.Distinct()
                     .SelectMany(node => node.PlacesIn(text).Select(at => (First: text.Places[at], Last: text.Places[at + node.Words.Count - 1])))
                     .Select(m => (m.First.Start, End: m.Last.Start + m.Last.Length)).Order())
        {
            if (marks.Count > 0 && start <= marks[^1].End)
            {
                marks[^1] = (marks[^1].Start, Math.Max(marks[^1].End, end));
            }
            else
            {
                marks.Add((start, end));
            }
        }

        return marks;
    }

    /// <summary>The mark with which the most begin and end within so many characters; the first of them.</summary>
    private static (int Start, int End) Densest(List<(int Start, int End)> marks, int length)
    {
        var (best, most) = (marks[0], 0);
        for (int first = 0, beyond = 0; first < marks.Count; first++)
        {
            while (beyond < marks.Count && marks[beyond].End <= marks[first].Start + length)
            {
                beyond++;
            }

            if (beyond - first > most)
            {
                (best, most) = (marks[first], beyond - first);
            }
        }

        return best;
    }

    private static int EndOfWord(SearchedText text, int end) =>
        text.Places.FirstOrDefault(w => w.Start < end && w.Start + w.Length > end) is { Length: > 0 } cut ? cut.Start + cut.Length : end;

    private static List<PassagePart> Cut(string text, List<(int Start, int End)> marks, int from, int to)
    {
        var parts = new List<PassagePart>();
        void Add(int start, int end, bool marked)
        {
            if (end > start)
            {
                parts.Add(new PassagePart(text[start..end], marked));
            }
        }

        var at = from;
        foreach (var (start, end) in marks.Where(m => m.End > from && m.Start < to))
        {
            Add(at, Math.Max(at, start), false);
            Add(Math.Max(at, start), Math.Min(end, to), true);
            at = Math.Min(end, to);
        }

        Add(at, to, false);
        return parts;
    }
}
