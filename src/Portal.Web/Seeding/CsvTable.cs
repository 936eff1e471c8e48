using System.Text;
using Sylvan.Data.Csv;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads a seed table (RFC 4180, UTF-8, one heading line) whose columns are known by name, and notes faults by line and column.
/// </summary>
internal static class CsvTable
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // RFC 4180 has no remarks: a row that begins with # is a row.
    private static readonly CsvDataReaderOptions _options = new()
    {
        HasHeaders = true, Delimiter = ',', Comment = '\0', OwnsReader = false,
    };

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

        var content = File.ReadAllBytes(file);
        try
        {
            using var text = new StringReader(_strictUtf8.GetString(content.AsSpan().TrimStart(Encoding.UTF8.Preamble)));
            return Read(file, text, columns, read);
        }
        catch (DecoderFallbackException notUtf8)
        {
            var line = content.AsSpan(0, Math.Clamp(notUtf8.Index, 0, content.Length)).Count((byte)'\n') + 1;
            throw new SeedFileRefused(file, [new SeedFault($"line {line}", "is not UTF-8 text")]);
        }
    }

    public static IReadOnlyList<T> Read<T>(string file, TextReader text, IReadOnlyList<string> columns, Func<CsvRow, T?> read)
        where T : class
    {
        var faults = new List<SeedFault>();
        var rows = new List<T>();
        var line = 1;
        try
        {
            using var csv = CsvDataReader.Create(text, _options);
            RefuseOtherHeadings(file, columns, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)]);
            for (line = 2; csv.Read(); line += 1 + LineBreaksIn(csv))
            {
                if (csv.RowFieldCount != columns.Count)
                {
                    faults.Add(new SeedFault($"line {line}", $"has {csv.RowFieldCount} fields, and the headings are {columns.Count}"));
                }
                else if (read(new CsvRow(csv, columns, $"line {line}", faults)) is { } row)
                {
                    rows.Add(row);
                }
            }
        }
        catch (CsvMissingHeadersException)
        {
            faults.Add(new SeedFault("line 1", $"the headings {string.Join(",", columns)} are missing"));
        }
        catch (CsvFormatException)
        {
            faults.Add(new SeedFault($"line {line}", "is not comma-separated text: look for a quotation mark that is not closed"));
        }

        return faults.Count == 0 ? rows : throw new SeedFileRefused(file, faults);
    }

    private static void RefuseOtherHeadings(string file, IReadOnlyList<string> columns, IReadOnlyList<string> headings)
    {
        if (!headings.SequenceEqual(columns, StringComparer.Ordinal))
        {
            var reason = $"the headings must be {string.Join(",", columns)}, and are {string.Join(",", headings)}";
            throw new SeedFileRefused(file, [new SeedFault("line 1", reason)]);
        }
    }

    private static int LineBreaksIn(CsvDataReader csv) =>
        Enumerable.Range(0, csv.RowFieldCount).Sum(i => csv.GetString(i).Count(c => c == '\n'));
}
