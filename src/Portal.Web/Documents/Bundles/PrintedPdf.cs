using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Portal.Web.Documents.Bundles;

/// <summary>A PDF that Chromium printed from a page of the portal's own.</summary>
public static class PrintedPdf
{
    private const int ElementDigits = 8;

    private static ReadOnlySpan<byte> Element => "(node"u8;

    /// <summary>How many pages it has.</summary>
    public static int PagesOf(string path)
    {
        using var document = PdfDocument.Open(path);
        return document.NumberOfPages;
    }

    /// <summary>The headings in order, each with the page it begins on, from 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="titles">As they were written: Chromium leaves out the space at which a heading breaks into two lines.</param>
    public static IReadOnlyList<(string Title, int Level, int Page)> HeadingsOf(string path, IReadOnlyCollection<string> titles)
    {
        var written = titles.DistinctBy(Letters).ToDictionary(Letters, StringComparer.Ordinal);
        using var document = PdfDocument.Open(path);
        return document.TryGetBookmarks(out var bookmarks)
            ? [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>().Select(n => (written.GetValueOrDefault(Letters(n.Title), n.Title), n.Level, n.PageNumber))]
            : [];
    }

    private static string Letters(string title) => string.Concat(title.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>
    /// Gives it the day of what it shows instead of the moment it was printed, and counts the elements of its structure from 1: Chromium counts them
    /// from where it happens to be. So it is the same each time.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="at">UTC.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SettleAsync(string path, DateTime at, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(path, ct);
        Date(bytes, at);
        CountElements(bytes);
        await File.WriteAllBytesAsync(path, bytes, ct);
    }

    private static void Date(Span<byte> pdf, DateTime at)
    {
        var date = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"D:{at:yyyyMMddHHmmss}+00'00'"));
        foreach (var name in new[] { "/CreationDate (", "/ModDate (" })
        {
            var start = pdf.LastIndexOf(Encoding.ASCII.GetBytes(name));
            var end = start < 0 ? -1 : pdf[start..].IndexOf((byte)')') + start;
            if (start >= 0 && end - start - name.Length == date.Length)
            {
                date.CopyTo(pdf[(start + name.Length)..]);
            }
        }
    }

    private static void CountElements(Span<byte> pdf)
    {
        var numbers = new List<(int Place, int Number)>();
        for (var at = 0; pdf[at..].IndexOf(Element) is var next and >= 0;)
        {
            at += next + Element.Length;
            if (at + ElementDigits < pdf.Length && pdf[at + ElementDigits] == ')' && int.TryParse(pdf.Slice(at, ElementDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add((at, number));
            }
        }

        var first = numbers.Count == 0 ? 0 : numbers.Min(n => n.Number);
        foreach (var (place, number) in numbers)
        {
            (number - first + 1).TryFormat(pdf.Slice(place, ElementDigits), out _, "D8", CultureInfo.InvariantCulture);
        }
    }
}
