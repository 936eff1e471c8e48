using System.Globalization;
using Portal.Domain.Common;

namespace Portal.Domain.Presentations;

/// <summary>How far two colours stand apart, as WCAG 2.2 measures it (relative luminance and contrast ratio).</summary>
public static class Contrast
{
    /// <summary>What text needs at least (WCAG 2.2, success criterion 1.4.3, level AA).</summary>
    public const double OfText = 4.5;

    /// <summary>A colour of six hexadecimal digits, with or without the sign in front.</summary>
    /// <returns>The six digits in upper case.</returns>
    /// <exception cref="RuleBroken">It is no such colour.</exception>
    public static string Colour(string? typed, string field)
    {
        var digits = (typed ?? "").Trim().TrimStart('#').ToUpperInvariant();
        return digits.Length == 6 && digits.All(char.IsAsciiHexDigit)
            ? digits
            : throw new RuleBroken("presentation.no-colour", "Enter a colour as six digits or letters from A to F, for example #0B5A63.", field);
    }

    /// <summary>The contrast ratio of two colours of six hexadecimal digits: from 1, the same, to 21, black on white.</summary>
    public static double Ratio(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    /// <summary>Relative luminance: 0, black, to 1, white.</summary>
    internal static double Luminance(string colour) => (0.2126 * Linear(colour, 0)) + (0.7152 * Linear(colour, 2)) + (0.0722 * Linear(colour, 4));

    private static double Linear(string colour, int at)
    {
        var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
