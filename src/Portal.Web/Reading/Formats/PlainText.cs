using System.Text;
using Portal.Domain.Evidence;
using Sylvan.Data.Csv;

namespace Portal.Web.Reading.Formats;

/// <summary>Plain text and CSV, in UTF-8 or Windows-1252. Form feeds are page breaks.</summary>
internal static class PlainText
{
    private const int LongestRecord = 1 << 20;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Read(Stream content, PageCollector pages) => Add(Decoded(content), pages);

    /// <summary>As a table; a file that is no table after all is read as text.</summary>
    public static void ReadCsv(Stream content, PageCollector pages)
    {
        var text = Decoded(content);
        List<IReadOnlyList<string>> rows;
        try
        {
            rows = [.. Rows(text)];
        }
        catch (Exception irregular) when (irregular is FormatException or InvalidDataException or InvalidOperationException)
        {
            Add(text, pages);
            return;
        }

        pages.AddTable(rows, null);
    }

    internal static string Decoded(Stream content)
    {
        content.Position = 0;
        var bytes = new byte[Math.Min(content.Length, int.MaxValue / 4)];
        content.ReadExactly(bytes);
        try
        {
            return _utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    private static void Add(string text, PageCollector pages)
    {
        var leaves = text.TrimEnd('\f', '\n', '\r', ' ').Split('\f');
        if (leaves.Length == 1 || leaves.Any(leaf => leaf.Length > PageCollector.LongestPage))
        {
            pages.AddParts(text.Replace('\f', '\n').ReplaceLineEndings("\n").Split('\n'));
            return;
        }

        pages.Unit = PageUnit.Page;
        foreach (var leaf in leaves)
        {
            pages.Add(leaf);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { HasHeaders = false, BufferSize = 0x10000, MaxBufferSize = LongestRecord, ResultSetMode = ResultSetMode.SingleResult });
        while (csv.Read())
        {
            yield return [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];
        }
    }
}
