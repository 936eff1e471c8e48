using System.Globalization;
using System.Xml;

namespace Portal.Web.Documents.Office;

/// <summary>
/// Writes tables as an Excel workbook, a sheet for each, row by row. Every cell is text: nothing that people typed can become a formula (OWASP, CSV injection).
/// </summary>
public static class XlsxWriter
{
    /// <summary>Most characters of a cell: Excel takes 32,767.</summary>
    public const int MostInCell = 32_000;

    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

    /// <param name="output">Written to in blocks; need not be able to go back.</param>
    /// <param name="tables">At least one; names differ and are 31 characters or less.</param>
    /// <param name="hidden">A text that goes with the workbook on a sheet that is not shown; null for none.</param>
    /// <param name="ct">Cancels between rows.</param>
    public static async Task WriteAsync(Stream output, IReadOnlyList<DataTable> tables, string? hidden, CancellationToken ct)
    {
        using var package = new OfficePackage(output);
        var names = tables.Select(t => t.Name).Concat(hidden is null ? [] : [HiddenSheet]).ToList();
        package.ContentTypes(
        [
            ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
            ("xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"),
            .. names.Select((_, i) => ($"xl/worksheets/sheet{i + 1}.xml", SheetType)),
        ]);
        package.RelationshipsOf("_rels/.rels", ("officeDocument", "xl/workbook.xml"));
        package.RelationshipsOf("xl/_rels/workbook.xml.rels", [.. names.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]);
        Workbook(package, names, hidden is not null);
        Styles(package);
        for (var i = 0; i < tables.Count; i++)
        {
            await SheetAsync(package, $"xl/worksheets/sheet{i + 1}.xml", tables[i], ct);
        }

        if (hidden is not null)
        {
            await SheetAsync(package, $"xl/worksheets/sheet{names.Count}.xml", new DataTable(HiddenSheet, [hidden], AsyncEnumerable.Empty<IReadOnlyList<string>>()), ct);
        }
    }

    /// <summary>The sheet that is not shown.</summary>
    internal const string HiddenSheet = "Form";

    private static void Workbook(OfficePackage package, List<string> names, bool hidesLast)
    {
        using var xml = package.Part("xl/workbook.xml");
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        for (var i = 0; i < names.Count; i++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", names[i]);
            xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            if (hidesLast && i == names.Count - 1)
            {
                xml.WriteAttributeString("state", "hidden");
            }

            xml.WriteAttributeString("r", "id", OfficePackage.OfficeRelationships, $"rId{i + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Styles(OfficePackage package)
    {
        using var xml = package.Part("xl/styles.xml");
        xml.WriteRaw($"""
            <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>
            """);
    }

    private static async Task SheetAsync(OfficePackage package, string part, DataTable table, CancellationToken ct)
    {
        using var xml = package.Part(part);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteRaw($"""<cols><col min="1" max="{table.Columns.Count}" width="32" customWidth="1"/></cols>""");
        xml.WriteStartElement("sheetData");
        var number = 1;
        Row(xml, number++, table.Columns, heading: true);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            // What does not fit a cell goes on in the next row, under the same first column: nothing is cut off.
            var parts = row.Max(cell => (cell.Length + MostInCell - 1) / MostInCell);
            for (var i = 0; i < Math.Max(1, parts); i++)
            {
                Row(xml, number++, [.. row.Select((cell, column) => i == 0 || column > 0 ? Slice(cell, i) : cell)], heading: false);
            }
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Slice(string text, int part) =>
        text.Length <= part * MostInCell ? "" : text.Substring(part * MostInCell, Math.Min(MostInCell, text.Length - (part * MostInCell)));

    private static void Row(XmlWriter xml, int number, IReadOnlyList<string> cells, bool heading)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
            {
                continue;
            }

            xml.WriteStartElement("c");
            xml.WriteAttributeString("r", $"{Column(i)}{number}");
            xml.WriteAttributeString("s", heading ? "1" : "0");
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is");
            xml.WriteStartElement("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(XmlText.Clean(cells[i]));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Column(int index) => index < 26 ? $"{(char)('A' + index)}" : $"{(char)('A' + (index / 26) - 1)}{(char)('A' + (index % 26))}";
}
