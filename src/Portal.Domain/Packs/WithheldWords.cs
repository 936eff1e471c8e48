using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Packs;

/// <summary>
/// Words that are withheld wherever they stand as whole words: in capitals or not, however spaced, parted by marks that are not seen or by references to evidence, broken at
/// the end of a line, with whichever quotation marks, hyphens and forms of Unicode.
/// </summary>
public sealed class WithheldWords
{
    private const string Quotes = "['‘’‛′ʼ´`]", DoubleQuotes = "[\"“”„‟″«»]", Hyphens = "[-‐‑‒–—−]";

    /// <summary>May stand between any two letters: what is not seen, and the hyphen of a broken line.</summary>
    private const string Unseen = @"(?:[\p{Cf}\u034F\uFE00-\uFE0F]|[-‐]\r?\n)*";

    /// <summary>Stands between words; a reference to evidence may be among it.</summary>
    private const string Between = @"(?:[\s\p{Cf}]|\[\d{1,4}\])+";

    private readonly Regex _pattern;

    /// <param name="words">The words; not empty.</param>
    /// <param name="reason">What stands in their place.</param>
    public WithheldWords(string words, string reason)
    {
        (Words, Reason) = (words, reason);

        // Linear time, whatever the text.
        _pattern = new Regex(
            string.Join(Between, words.Normalize(NormalizationForm.FormC).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(w => string.Join(Unseen, w.EnumerateRunes().Select(Letter)))),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(10));
    }

    /// <summary>As they were typed.</summary>
    public string Words { get; }

    /// <summary>What stands in their place.</summary>
    public string Reason { get; }

    /// <summary>How often they stand in a text.</summary>
    public int In(string text) => Math.Max(Count(Composed(text)), Count(TakenApart(text)));

    /// <summary>The text with a mark in their place.</summary>
    public string Cut(string text) => Cut(Cut(text, Composed), TakenApart);

    private string Cut(string text, Func<string, string> normal)
    {
        var form = normal(text);
        return Count(form) == 0 ? text : _pattern.Replace(form, m => IsWhole(form, m) ? Mark(Reason) : m.Value);
    }

    private int Count(string form) => _pattern.Matches(form).Count(m => IsWhole(form, m));

    /// <summary>What is read in the place of something withheld.</summary>
    public static string Mark(string reason) => $"[withheld: {reason}]";

    private static string Composed(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>With ligatures and other joined letters as single ones.</summary>
    private static string TakenApart(string text) => text.Normalize(NormalizationForm.FormKC);

    private static bool IsWhole(string text, Match match) => !(Joins(text, match.Index - 1) && Joins(text, match.Index))
        && !(Joins(text, match.Index + match.Length - 1) && Joins(text, match.Index + match.Length));

    private static bool Joins(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    private static string Letter(Rune letter) => letter.ToString() switch
    {
        "'" or "‘" or "’" or "‛" or "′" or "ʼ" or "´" or "`" => Quotes,
        "\"" or "“" or "”" or "„" or "‟" or "″" or "«" or "»" => DoubleQuotes,
        "-" or "‐" or "‑" or "‒" or "–" or "—" or "−" => Hyphens,
        var other => Regex.Escape(other),
    };
}
