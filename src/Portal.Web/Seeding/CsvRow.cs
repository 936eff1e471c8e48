using System.Globalization;
using Sylvan.Data.Csv;

namespace Portal.Web.Seeding;

/// <summary>One row of a seed table: its fields by column name, and a place to note what is wrong with them.</summary>
internal sealed class CsvRow(CsvDataReader csv, IReadOnlyList<string> columns, string line, List<SeedFault> faults)
{
    public string Line => line;

    /// <summary>The field without surrounding white space; empty, and a fault noted, when there is nothing else.</summary>
    public string Text(string column)
    {
        var text = csv.GetString(columns.Index().First(c => string.Equals(c.Item, column, StringComparison.Ordinal)).Index).Trim();
        if (text.Length == 0)
        {
            Fault(column, "is blank");
        }

        return text;
    }

    public string OneOf(string column, IReadOnlyCollection<string> choices)
    {
        var text = Text(column);
        if (text.Length > 0 && !choices.Contains(text, StringComparer.Ordinal))
        {
            Fault(column, $"\"{text}\" is not one of: {string.Join("; ", choices)}");
        }

        return text;
    }

    public DateOnly? Date(string column)
    {
        var text = Text(column);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text.Length > 0)
        {
            Fault(column, $"\"{text}\" is not a date written as 2013-11-01");
        }

        return null;
    }

    public void Fault(string column, string reason) => faults.Add(new SeedFault($"{line}, column {column}", reason));
}
