using System.Globalization;
using System.Text;

namespace Portal.Web.Searching;

/// <summary>A word of a text as it is looked for: in small letters, without accents.</summary>
/// <param name="Folded">Letters and digits only.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">Characters of the text it takes up.</param>
public readonly record struct SearchWord(string Folded, int Start, int Length)
{
    /// <summary>A longer word is cut; nobody types more.</summary>
    public const int Longest = 64;

    /// <summary>Its stem: what its forms have in common.</summary>
    public string Stem => PorterStemmer.Stem(Folded);

    /// <summary>
    /// The words of a text in order. Databases cut and fold texts each in their own way, and so would find different things; the portal does it
    /// itself, once for what is indexed, for what is asked, and for what is marked.
    /// </summary>
    public static IEnumerable<SearchWord> In(string text)
    {
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var taken);
            if (Rune.IsLetterOrDigit(rune))
            {
                start = word.Length == 0 ? at : start;
                Fold(rune, word);
                end = at + taken;
            }
            else if (word.Length > 0 && !BelongsInside(text, at, rune))
            {
                yield return Of(word, start, end);
                word.Clear();
            }

            at += taken;
        }

        if (word.Length > 0)
        {
            yield return Of(word, start, end);
        }
    }

    private static SearchWord Of(StringBuilder word, int start, int end) => new(word.ToString(0, Math.Min(word.Length, Longest)), start, end - start);

    /// <summary>Accents, soft hyphens and joiners, and an apostrophe between two letters, do not end a word.</summary>
    private static bool BelongsInside(string text, int at, Rune rune) =>
        rune.Value is 0xAD or 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || (rune.Value is '\'' or 0x2019 && at + 1 < text.Length && char.IsLetter(text[at + 1]));

    private static void Fold(Rune rune, StringBuilder word)
    {
        if (rune.IsAscii)
        {
            word.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        foreach (var part in Simple(rune).Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            word.Append(Rune.ToLowerInvariant(part).ToString());
        }
    }

    /// <summary>Letters that do not come apart into a letter and an accent.</summary>
    private static string Simple(Rune rune) => rune.Value switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' => "d",
        'ı' => "i",
        _ => rune.ToString(),
    };
}
