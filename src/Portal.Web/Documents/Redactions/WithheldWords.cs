using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Web.Documents.Redactions;

/// <summary>Words that are withheld wherever they stand as whole words: in capitals or not, however spaced, with whichever quotation marks and hyphens.</summary>
public sealed class WithheldWords
{
    private const string Quotes = "['‘’‛′]", DoubleQuotes = "[\"“”„″«»]", Hyphens = "[-‐‑‒–—−]";

    /// <summary>Marks that are not seen, such as soft hyphens, may stand between any two letters.</summary>
    private const string Unseen = @"[\u00AD\u200B-\u200F\u2060\uFEFF]*";

    private readonly Regex _pattern;

    public WithheldWords(string words, string reason)
    {
        Reason = reason;
        var letters = new StringBuilder();
        foreach (var word in words.Normalize(NormalizationForm.FormC).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            letters.Append(letters.Length == 0 ? "" : @"[\s\u00A0]+").AppendJoin(Unseen, word.EnumerateRunes().Select(Letter));
        }

        // Linear time, whatever the text.
        _pattern = new Regex(
            $"{Edge(words[0])}{letters}{Edge(words[^1])}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(10));
    }

    /// <summary>What stands in their place.</summary>
    public string Reason { get; }

    /// <summary>How often they stand in a text.</summary>
    public int In(string text) => _pattern.Count(text.Normalize(NormalizationForm.FormC));

    /// <summary>The text with a mark in their place.</summary>
    public string Cut(string text)
    {
        var composed = text.Normalize(NormalizationForm.FormC);
        return _pattern.IsMatch(composed) ? _pattern.Replace(composed, Mark(Reason).Replace("$", "$$", StringComparison.Ordinal)) : text;
    }

    /// <summary>What is read in the place of something withheld.</summary>
    public static string Mark(string reason) => $"[withheld: {reason}]";

    private static string Letter(Rune letter) => letter.ToString() switch
    {
        "'" or "‘" or "’" or "‛" or "′" => Quotes,
        "\"" or "“" or "”" or "„" or "″" or "«" or "»" => DoubleQuotes,
        "-" or "‐" or "‑" or "‒" or "–" or "—" or "−" => Hyphens,
        var other => Regex.Escape(other),
    };

    private static string Edge(char letter) => char.IsLetterOrDigit(letter) || letter == '_' ? @"\b" : "";
}
