using System.Globalization;

namespace Portal.Web.Documents.Office;

/// <summary>A table that is read as it is written.</summary>
/// <param name="Name">What it holds, in a word or two; the name of its sheet or file.</param>
/// <param name="Columns">Its headings.</param>
/// <param name="Rows">Its rows, each with a text for every column.</param>
public sealed record DataTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string>> Rows)
{
    /// <summary>A moment as it stands in a cell.</summary>
    public static string Utc(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
