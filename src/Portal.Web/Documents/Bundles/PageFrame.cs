using UglyToad.PdfPig.Tokens;

namespace Portal.Web.Documents.Bundles;

/// <summary>The part of a page that is seen, and how it is turned.</summary>
/// <param name="Left">In points of the page's own axes, as are the next three.</param>
/// <param name="Bottom">The lower edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Rotation">Degrees clockwise: 0, 90, 180 or 270.</param>
internal sealed record PageFrame(double Left, double Bottom, double Right, double Top, int Rotation)
{
    /// <summary>What readers take for a page that does not say its size.</summary>
    private static readonly PageFrame _unsaid = new(0, 0, 612, 792, 0);

    public static PageFrame Of(PdfLeaf page)
    {
        var media = Box(page, NameToken.MediaBox) ?? _unsaid;
        var crop = Box(page, NameToken.CropBox) ?? media;
        var turned = page.Inherited(NameToken.Rotate) is NumericToken degrees ? ((degrees.Int % 360) + 360) % 360 / 90 * 90 : 0;
        var seen = new PageFrame(
            Math.Max(media.Left, crop.Left), Math.Max(media.Bottom, crop.Bottom), Math.Min(media.Right, crop.Right), Math.Min(media.Top, crop.Top), turned);
        return seen.Left < seen.Right && seen.Bottom < seen.Top ? seen : media with { Rotation = turned };
    }

    /// <summary>Brings a plane whose origin is the lower right corner as the page is read, x to the right and y upwards, to the page's own axes.</summary>
    public double[] FromLowerRight() => Rotation switch
    {
        90 => [0, 1, -1, 0, Right, Top],
        180 => [-1, 0, 0, -1, Left, Top],
        270 => [0, -1, 1, 0, Left, Bottom],
        _ => [1, 0, 0, 1, Right, Bottom],
    };

    private static PageFrame? Box(PdfLeaf page, NameToken name) =>
        page.Inherited(name) is ArrayToken { Data.Count: 4 } sides && sides.Data.Select(page.Number).ToList() is [{ } x1, { } y1, { } x2, { } y2]
            ? new PageFrame(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2), 0)
            : null;
}
