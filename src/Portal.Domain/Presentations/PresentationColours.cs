using System.Globalization;
using Portal.Domain.Common;

namespace Portal.Domain.Presentations;

/// <summary>A body's own colours: a band with the title on it. All else is near-black on white.</summary>
/// <param name="Band">The band; six hexadecimal digits.</param>
/// <param name="OnBand">The title on it; six hexadecimal digits.</param>
public sealed record PresentationColours(string Band, string OnBand)
{
    /// <summary>Text that is not on the band.</summary>
    public const string Text = "0B0C0C";

    /// <summary>The portal's own, until a body chooses.</summary>
    public static PresentationColours Usual { get; } = new("0B5A63", "FFFFFF");

    /// <summary>The darker of the two, for lines and bars: what stands far enough from the other stands at least as far from white.</summary>
    public string Ink => Contrast.Luminance(Band) <= Contrast.Luminance(OnBand) ? Band : OnBand;

    /// <exception cref="RuleBroken">One is no colour, or the title could not be read on the band.</exception>
    public static PresentationColours Of(string? band, string? onBand)
    {
        var colours = new PresentationColours(Contrast.Colour(band, nameof(Band)), Contrast.Colour(onBand, nameof(OnBand)));
        var ratio = Contrast.Ratio(colours.Band, colours.OnBand);
        return ratio >= Contrast.OfText
            ? colours
            : throw new RuleBroken(
                "presentation.contrast",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The title could not be read by everybody: its contrast with the band is {Math.Floor(ratio * 100) / 100:0.##} to 1, and {Contrast.OfText} to 1 is needed. Choose a darker or a lighter colour for one of the two."),
                nameof(OnBand));
    }
}
