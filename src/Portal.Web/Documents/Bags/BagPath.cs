using System.Text;

namespace Portal.Web.Documents.Bags;

/// <summary>The rules for a file's path in a bag: safe to unpack on any system, and written in manifests as RFC 8493, 2.1.3 says.</summary>
internal static class BagPath
{
    /// <summary>Relative, with <c>/</c> between names, none of which climbs, is empty, ends as Windows would cut it, or holds a control character.</summary>
    public static bool IsSafe(string path) =>
        path.Length > 0 && !path.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && path.Split('/').All(name => name.Length > 0 && name is not ("." or "..") && !name.EndsWith('.') && !name.EndsWith(' '));

    /// <summary>Two paths with the same key are the same file on a system that ignores case or normalises Unicode.</summary>
    public static string Key(string path) => IsWellFormed(path) ? path.Normalize(NormalizationForm.FormC).ToUpperInvariant() : path;

    public static string Encode(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    public static string Decode(string path) =>
        path.Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase).Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase)
            .Replace("%25", "%", StringComparison.Ordinal);

    /// <summary>For a message: a name from a hostile file must not steer the terminal it is printed on, nor fill it.</summary>
    public static string Show(string path)
    {
        var shown = new StringBuilder();
        foreach (var rune in path.EnumerateRunes().Take(200))
        {
            var category = Rune.GetUnicodeCategory(rune);
            shown.Append(category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
                ? Rune.ReplacementChar : rune);
        }

        return shown.ToString();
    }

    private static bool IsWellFormed(string path) => !path.EnumerateRunes().Contains(Rune.ReplacementChar);
}
