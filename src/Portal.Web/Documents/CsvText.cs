using System.Buffers;

namespace Portal.Web.Documents;

/// <summary>
/// Lines of CSV (RFC 4180) that a spreadsheet program opens as text: a cell that it would run as a formula gets an apostrophe in front
/// (OWASP, CSV injection), because people type what stands in these cells.
/// </summary>
public static class CsvText
{
    /// <summary>Tells spreadsheet programs that the file is UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n'");

    /// <summary>One line with its line break.</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>One cell.</summary>
    public static string Cell(string text)
    {
        var safe = text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text;
        var quote = safe.AsSpan().ContainsAny(Quoted) || safe != safe.Trim();
        return quote ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
