using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Portal.Web.Documents.Office;

/// <summary>Tables as files that other programs read; written as they are read.</summary>
public static class TableFiles
{
    /// <summary>Content type of what <see cref="WriteCsvAsync"/> writes.</summary>
    public const string Zip = "application/zip";

    private static readonly JsonWriterOptions _json = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A ZIP with a CSV file for each table.</summary>
    public static async Task WriteCsvAsync(Stream output, IReadOnlyList<DataTable> tables, CancellationToken ct)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var table in tables)
        {
            await using var file = new StreamWriter(archive.CreateEntry($"{table.Name}.csv", CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line(table.Columns));
            await foreach (var row in table.Rows.WithCancellation(ct))
            {
                await file.WriteAsync(CsvText.Line(row));
            }
        }
    }

    /// <summary>One JSON object: the document as it stands, and each table as a list of objects.</summary>
    public static async Task WriteJsonAsync(Stream output, string document, IReadOnlyList<DataTable> tables, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, _json);
        json.WriteStartObject();
        json.WritePropertyName("document");
        json.WriteRawValue(document);
        foreach (var table in tables)
        {
            json.WriteStartArray(table.Name);
            await foreach (var row in table.Rows.WithCancellation(ct))
            {
                json.WriteStartObject();
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    json.WriteString(table.Columns[i], row[i]);
                }

                json.WriteEndObject();
                if (json.BytesPending > 64 * 1024)
                {
                    await json.FlushAsync(ct);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
