using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Portal.Web.Documents.Bundles;

/// <summary>A PDF that Chromium printed from a page of the portal's own.</summary>
public static class PrintedPdf
{
    /// <summary>How many pages it has.</summary>
    public static int PagesOf(string path)
    {
        using var document = PdfDocument.Open(path);
        return document.NumberOfPages;
    }

    /// <summary>The headings in order, each with the page it begins on, from 1.</summary>
    public static IReadOnlyList<(string Title, int Level, int Page)> HeadingsOf(string path)
    {
        using var document = PdfDocument.Open(path);
        return document.TryGetBookmarks(out var bookmarks)
            ? [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>().Select(n => (n.Title, n.Level, n.PageNumber))]
            : [];
    }

    /// <summary>Gives it the day of what it shows instead of the moment it was printed, so that it is the same each time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="at">UTC.</param>
    public static async Task DateAsync(string path, DateTime at, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var date = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"D:{at:yyyyMMddHHmmss}+00'00'"));
        foreach (var name in new[] { "/CreationDate (", "/ModDate (" })
        {
            var start = bytes.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name));
            var end = start < 0 ? -1 : bytes.AsSpan(start).IndexOf((byte)')') + start;
            if (start >= 0 && end - start - name.Length == date.Length)
            {
                date.CopyTo(bytes.AsSpan(start + name.Length));
            }
        }

        await File.WriteAllBytesAsync(path, bytes, ct);
    }
}
