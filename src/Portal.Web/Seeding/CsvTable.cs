using System.Text;
using Sylvan.Data.Csv;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads a seed table (RFC 4180, UTF-8, one heading line) whose columns are known by name, and notes faults by line and column.
/// </summary>
internal static class CsvTable
{
    /// <param name="file">Path of the table.</param>
    /// <param name="columns">The headings it must have, all of them, no others, in this order.</param>
    /// <param name="read">Makes a row from its fields; null when it has noted a fault.</param>
    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static IReadOnlyList<T> Read<T>(string file, IReadOnlyList<string> columns, Func<CsvRow, T?> read)
        where T : class
    {
        if (!File.Exists(file))
        {
            throw new SeedFileRefused(file, [new SeedFault("line 1", "there is no such file")]);
        }

        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        return Read(file, text, columns, read);
    }

    public static IReadOnlyList<T> Read<T>(string file, TextReader text, IReadOnlyList<string> columns, Func<CsvRow, T?> read)
        where T : class
    {
        var faults = new List<SeedFault>();
        var rows = new List<T>();
        try
        {
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = true, Delimiter = ',', OwnsReader = false });
            var headings = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
            if (!headings.SequenceEqual(columns, StringComparer.Ordinal))
            {
                throw new SeedFileRefused(
                    file, [new SeedFault("line 1", $"the headings must be {string.Join(",", columns)}, and are {string.Join(",", headings)}")]);
            }

            while (csv.Read())
            {
                var place = $"line {csv.RowNumber + 1}";
                if (csv.RowFieldCount != columns.Count)
                {
                    faults.Add(new SeedFault(place, $"has {csv.RowFieldCount} fields, and the headings are {columns.Count}"));
                }
                else if (read(new CsvRow(csv, columns, place, faults)) is { } row)
                {
                    rows.Add(row);
                }
            }
        }
        catch (CsvMissingHeadersException)
        {
            faults.Add(new SeedFault("line 1", $"the headings {string.Join(",", columns)} are missing"));
        }
        catch (CsvFormatException broken)
        {
            faults.Add(new SeedFault($"line {broken.RowNumber + 1}", "is not comma-separated text: look for a quotation mark that is not closed"));
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new SeedFault($"after row {rows.Count}", "is not UTF-8 text"));
        }

        return faults.Count == 0 ? rows : throw new SeedFileRefused(file, faults);
    }
}
