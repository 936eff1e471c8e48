using Portal.Domain.Language;
using Portal.Web.Words;

namespace Portal.Web.Documents.Slides;

/// <summary>Cuts a long text into points for slides, at the ends of lines and sentences. Put together again, the points are the whole text.</summary>
internal static class Pieces
{
    /// <summary>Most characters of a point as it is drawn: about three lines of a slide.</summary>
    public const int Longest = 220;

    private const string GoesOn = " …";

    /// <summary>The points of a text: what it says in full, and what of it is shown.</summary>
    /// <param name="text">The text, tidied.</param>
    /// <param name="most">How many points it may take; the last one stands for all the rest.</param>
    public static IReadOnlyList<(string Original, string Shown)> Of(string text, int most)
    {
        var pieces = new List<(string Original, string Shown)>();
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var end = EndOf(rest);
            var piece = rest[..end].Trim();
            var isLast = pieces.Count == most - 1 || end >= rest.Length;
            pieces.Add(isLast ? (rest, end < rest.Length ? Short(piece) : piece) : (piece, piece));
            rest = isLast ? "" : rest[end..].TrimStart();
        }

        return pieces;
    }

    /// <summary>The beginning of a text, up to the end of a word.</summary>
    public static string Start(string text, int most) => text.Length <= most ? text : text[..WordEnd.Before(text, most - GoesOn.Length)].TrimEnd() + GoesOn;

    private static string Short(string piece) => piece.Length + GoesOn.Length <= Longest ? piece + GoesOn : Start(piece, Longest);

    /// <summary>Where the first point ends: with its line, with as many sentences as fit, or else with a word.</summary>
    private static int EndOf(string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var end = line < 0 ? text.Length : line;
        if (end <= Longest)
        {
            return end;
        }

        // The last sentence of what is looked at may go on behind it.
        var sentences = Sentences.Of(text[..Longest]);
        return sentences.Count > 1 ? sentences[^2].Start + sentences[^2].Length : WordEnd.Before(text, Longest);
    }
}
