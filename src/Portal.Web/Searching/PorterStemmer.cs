namespace Portal.Web.Searching;

/// <summary>
/// The stem of an English word after M. F. Porter, "An algorithm for suffix stripping" (Program 14, 1980). Written here because none of the libraries
/// that have it is kept; tests hold it against the one that SQLite brings.
/// </summary>
public static class PorterStemmer
{
    private static readonly (string Suffix, string Becomes)[] _step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"),
        ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string Becomes)[] _step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] _step4 =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <param name="word">In small letters.</param>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || !word.All(char.IsAscii))
        {
            return word;
        }

        word = Step1(word);
        word = Replace(word, _step2);
        word = Replace(word, _step3);
        return Step5(Step4(word));
    }

    private static string Step1(string word)
    {
        word = word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
            : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
            : word;
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            word = Measure(word, word.Length - 3) > 0 ? word[..^1] : word;
        }
        else if (Cut(word, "ed") is { } past)
        {
            word = Mended(past);
        }
        else if (Cut(word, "ing") is { } going)
        {
            word = Mended(going);
        }

        return word.EndsWith('y') && HasVowel(word, word.Length - 1) ? word[..^1] + "i" : word;
    }

    private static string? Cut(string word, string suffix) =>
        word.EndsWith(suffix, StringComparison.Ordinal) && HasVowel(word, word.Length - suffix.Length) ? word[..^suffix.Length] : null;

    private static string Mended(string word)
    {
        if (word.EndsWith("at", StringComparison.Ordinal) || word.EndsWith("bl", StringComparison.Ordinal) || word.EndsWith("iz", StringComparison.Ordinal))
        {
            return word + "e";
        }

        return EndsDouble(word) && word[^1] is not ('l' or 's' or 'z') ? word[..^1]
            : Measure(word, word.Length) == 1 && EndsShort(word) ? word + "e"
            : word;
    }

    /// <summary>The longest suffix counts, whether or not it may be replaced.</summary>
    private static string Replace(string word, (string Suffix, string Becomes)[] table)
    {
        var (suffix, becomes) = table.Where(s => word.EndsWith(s.Suffix, StringComparison.Ordinal)).OrderByDescending(s => s.Suffix.Length).FirstOrDefault();
        return suffix is not null && Measure(word, word.Length - suffix.Length) > 0 ? word[..^suffix.Length] + becomes : word;
    }

    private static string Step4(string word)
    {
        var suffix = _step4.Where(s => word.EndsWith(s, StringComparison.Ordinal)).OrderByDescending(s => s.Length).FirstOrDefault();
        if (suffix is null || Measure(word, word.Length - suffix.Length) <= 1)
        {
            return word;
        }

        var stem = word[..^suffix.Length];
        return suffix == "ion" && !(stem.EndsWith('s') || stem.EndsWith('t')) ? word : stem;
    }

    private static string Step5(string word)
    {
        if (word.EndsWith('e'))
        {
            var stem = word[..^1];
            var measure = Measure(stem, stem.Length);
            word = measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : word;
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word, word.Length) > 1 ? word[..^1] : word;
    }

    /// <summary>How many times vowels are followed by consonants.</summary>
    private static int Measure(string word, int length)
    {
        var count = 0;
        for (var i = 1; i < length; i++)
        {
            count += IsConsonant(word, i) && !IsConsonant(word, i - 1) ? 1 : 0;
        }

        return count;
    }

    private static bool HasVowel(string word, int length) => Enumerable.Range(0, length).Any(i => !IsConsonant(word, i));

    private static bool EndsDouble(string word) => word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Consonant, vowel, consonant, and the last is not w, x or y.</summary>
    private static bool EndsShort(string word) =>
        word.Length > 2 && IsConsonant(word, word.Length - 1) && !IsConsonant(word, word.Length - 2) && IsConsonant(word, word.Length - 3)
        && word[^1] is not ('w' or 'x' or 'y');

    private static bool IsConsonant(string word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => at == 0 || !IsConsonant(word, at - 1),
        _ => true,
    };
}
