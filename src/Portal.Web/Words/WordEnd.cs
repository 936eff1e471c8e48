using System.Globalization;

namespace Portal.Web.Words;

/// <summary>Where a text can be cut.</summary>
internal static class WordEnd
{
    /// <summary>The last place up to <paramref name="most"/> where a word ends, or, in a very long word, a character as people see it.</summary>
    /// <param name="text">Longer than that.</param>
    /// <param name="most">Characters, at least 1.</param>
    public static int Before(string text, int most)
    {
        var space = text.LastIndexOf(' ', Math.Min(most, text.Length - 1));
        if (space > most / 2)
        {
            return space;
        }

        var end = 0;
        while (end < text.Length && end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= most)
        {
            end = next;
        }

        return end > 0 ? end : Math.Min(most, text.Length);
    }
}
