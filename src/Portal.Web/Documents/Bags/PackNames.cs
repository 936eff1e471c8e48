using System.Globalization;
using System.Text;

namespace Portal.Web.Documents.Bags;

/// <summary>
/// Gives the files of one pack names people can read and every system can hold: "012 Section 11 audit 2014.pdf". No two differ by case
/// or Unicode form alone.
/// </summary>
public sealed class PackNames
{
    /// <summary>Windows allows 260 characters for a whole path; this leaves room for the folders it is unpacked in.</summary>
    public const int MostCharacters = 120;

    /// <summary>The file systems of Linux and macOS allow 255 bytes for a name.</summary>
    private const int MostBytes = 240;

    /// <summary>Device names of Windows, reserved with any extension.</summary>
    private static readonly HashSet<string> reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "0123456789¹²³".SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The name for a numbered piece of evidence; the number comes first, so that a folder sorts as the register does.</summary>
    public string ForEvidence(int number, string title, string extension) =>
        For(string.Create(CultureInfo.InvariantCulture, $"{number:000} {title}"), extension);

    /// <param name="title">As people wrote it, in any script.</param>
    /// <param name="extension">With the dot; empty for none. One that is not a few plain letters and digits is left out.</param>
    public string For(string title, string extension)
    {
        extension = IsPlain(extension) ? extension.ToLowerInvariant() : "";
        var stem = Clean(title);
        if (stem.Length == 0)
        {
            stem = "Untitled";
        }
        else if (reserved.Contains(stem.Split('.')[0].TrimEnd()))
        {
            stem = "File " + stem;
        }

        for (var copy = 1; ; copy++)
        {
            var ending = (copy == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({copy})")) + extension;
            var name = Shorten(stem, ending) + ending;
            if (taken.Add(BagPath.Key(name)))
            {
                return name;
            }
        }
    }

    private static bool IsPlain(string extension) => extension is ['.', .. { Length: > 0 and <= 10 } letters] && letters.All(char.IsAsciiLetterOrDigit);

    private static string Clean(string title)
    {
        var clean = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            clean.Append(Replace(rune));
        }

        var words = clean.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Trim(string.Join(' ', words));
    }

    private static string Replace(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => " ",
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "",
        _ when rune == Rune.ReplacementChar => "",
        _ => rune.Value switch
        {
            '/' or '\\' or '|' => "-",
            ':' => " -",
            '"' => "'",
            '<' or '>' or '*' or '?' => "",
            '%' => " per cent",
            _ => rune.ToString(),
        },
    };

    /// <summary>Windows drops a final dot or space; a leading dot hides a file on Linux; a leading hyphen reads as an option.</summary>
    private static string Trim(string name) => name.TrimEnd('.', ' ').TrimStart('.', ' ', '-');

    /// <summary>Cuts between the characters a person sees, never inside one.</summary>
    private static string Shorten(string stem, string ending)
    {
        var characters = MostCharacters - ending.Length;
        var bytes = MostBytes - Encoding.UTF8.GetByteCount(ending);
        var kept = new StringBuilder();
        var graphemes = StringInfo.GetTextElementEnumerator(stem);
        while (graphemes.MoveNext())
        {
            var next = graphemes.GetTextElement();
            characters -= next.Length;
            bytes -= Encoding.UTF8.GetByteCount(next);
            if (characters < 0 || bytes < 0)
            {
                break;
            }

            kept.Append(next);
        }

        // One character that a person sees can be made of more than a name can hold.
        return Trim(kept.ToString()) is { Length: > 0 } name ? name : "Untitled";
    }
}
