using Portal.Domain.Language;
using Portal.Web.Words;

namespace Portal.Web.Documents.PackIndex;

/// <summary>The beginning of a text: whole sentences as far as they fit.</summary>
/// <param name="Text">In one line.</param>
/// <param name="IsWhole">True when nothing is left out.</param>
internal readonly record struct Excerpt(string Text, bool IsWhole)
{
    /// <param name="text">The text; null and empty give an empty one.</param>
    /// <param name="sentences">At most so many.</param>
    /// <param name="characters">At most so many; a first sentence that is longer is cut between words, which an ellipsis shows.</param>
    public static Excerpt Of(string? text, int sentences, int characters)
    {
        text ??= "";
        var all = Sentences.Of(text);
        if (all.Count == 0)
        {
            return new Excerpt("", true);
        }

        var first = text.Substring(all[0].Start, all[0].Length);
        if (first.Length > characters)
        {
            return new Excerpt(first[..WordEnd.Before(first, characters)].TrimEnd() + "…", false);
        }

        var taken = 1;
        for (var length = first.Length; taken < Math.Min(sentences, all.Count) && length + 1 + all[taken].Length <= characters; taken++)
        {
            length += 1 + all[taken].Length;
        }

        return new Excerpt(string.Join(' ', all.Take(taken).Select(s => text.Substring(s.Start, s.Length))), taken == all.Count);
    }
}
