using System.Globalization;
using System.Security;
using System.Text;
using Portal.Domain.Presentations;
using Portal.Web.Documents.Office;

namespace Portal.Web.Documents.Slides;

/// <summary>Text as DrawingML holds it (ECMA-376 part 1, chapter 21.1), in a size in which it fits its box.</summary>
internal static class DrawingText
{
    /// <summary>Sizes for points, largest first, in hundredths of a point.</summary>
    private static readonly int[] _ofPoints = [2400, 2200, 2000, 1800, 1600, 1400, 1200, 1000];

    private static readonly int[] _ofTitles = [2800, 2600, 2400, 2200, 2000, 1800];

    /// <summary>Height of a line and of the gap after a paragraph, as shares of the size.</summary>
    private const double Line = 1.2, Gap = 0.5;

    /// <summary>What a line loses because words are not cut.</summary>
    private const double Ragged = 0.92;

    /// <summary>The text for an attribute or an element.</summary>
    public static string Escaped(string text) => SecurityElement.Escape(XmlText.Clean(text.ReplaceLineEndings(" ").Replace('\t', ' ')));

    /// <summary>The largest size in which the statements fit a box.</summary>
    /// <param name="statements">The points.</param>
    /// <param name="width">Of the box, in points.</param>
    /// <param name="height">Of the box, in points.</param>
    public static int SizeOf(IReadOnlyList<Statement> statements, double width, double height) => _ofPoints.FirstOrDefault(
        size => statements.Sum(s => Height(Heading(s) + s.Text, size / 100.0, width - 22)) <= height, _ofPoints[^1]);

    /// <summary>The largest size in which a title fits two lines of a width, in points.</summary>
    public static int SizeOfTitle(string title, double width) =>
        _ofTitles.FirstOrDefault(size => Math.Ceiling(Ems(title) * 1.08 * size / 100.0 / (width * Ragged)) <= 2, _ofTitles[^1]);

    /// <summary>A point with what stands before it.</summary>
    public static string Point(Statement statement, int size) =>
        $"<a:p><a:pPr{Direction(statement.Text)}/>{(statement.Heading is null ? "" : Run(Heading(statement), size, bold: true))}{Run(statement.Text, size)}</a:p>";

    /// <summary>A paragraph in the size of its placeholder.</summary>
    public static string Paragraph(string text, int? size = null) => $"<a:p>{(Direction(text) is { Length: > 0 } direction ? $"<a:pPr{direction}/>" : "")}{Run(text, size)}</a:p>";

    private static string Heading(Statement statement) => statement.Heading is null ? "" : statement.Heading + ": ";

    private static string Run(string text, int? size, bool bold = false) => text.Length == 0
        ? ""
        : $"""<a:r><a:rPr lang="en-GB"{(size is null ? "" : string.Create(CultureInfo.InvariantCulture, $" sz=\"{size}\""))}{(bold ? " b=\"1\"" : "")} dirty="0"/><a:t>{Escaped(text)}</a:t></a:r>""";

    /// <summary>Text that begins from right to left stands so.</summary>
    private static string Direction(string text) => text.EnumerateRunes().FirstOrDefault(Rune.IsLetter) is { Value: >= 0x0590 and <= 0x08FF } ? " algn=\"r\" rtl=\"1\"" : "";

    private static double Height(string text, double size, double width) => (Math.Max(1, Math.Ceiling(Ems(text) * size / (width * Ragged))) * size * Line) + (size * Gap);

    /// <summary>About how wide a text is, in its own size: a little more than in Arial, so that what fits here fits there.</summary>
    private static double Ems(string text) => text.EnumerateRunes().Sum(r => r.Value switch
    {
        >= 0x1100 => 1.0,
        'W' or 'M' or 'm' or 'w' or '@' or '%' => 0.88,
        ' ' or 'i' or 'l' or 'I' or 'j' or '.' or ',' or ':' or ';' or '\'' or '!' or '|' => 0.3,
        _ when Rune.IsUpper(r) => 0.72,
        _ => 0.56,
    });
}
