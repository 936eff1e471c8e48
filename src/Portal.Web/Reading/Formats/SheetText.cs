using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Portal.Web.Reading.Formats;

/// <summary>The cells of a workbook as they were last calculated, sheet by sheet. No formula is run. Hidden sheets are read too: they go out with the file.</summary>
internal static partial class SheetText
{

    public static void Read(Stream content, PageCollector pages, ReadingLimits limits)
    {
        PackedDocument.RequireWithin(content, limits);
        using var document = SpreadsheetDocument.Open(content, isEditable: false);
        var workbook = document.WorkbookPart ?? throw new DamagedDocument("It has no workbook.");
        var shared = SharedTexts(workbook.SharedStringTablePart, limits);
        var dates = DateStyles(workbook.WorkbookStylesPart?.Stylesheet);
        foreach (var sheet in workbook.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart part)
            {
                pages.AddTable(Rows(part, shared, dates), sheet.Name?.Value);
            }
        }
    }

    private static List<string> SharedTexts(SharedStringTablePart? part, ReadingLimits limits)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        var (text, length) = (new StringBuilder(), 0);
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(Text))
            {
                text.Append(reader.GetText());
            }
            else if (reader.IsEndElement && reader.ElementType == typeof(SharedStringItem))
            {
                texts.Add(text.ToString());
                length += text.Length;
                text.Clear();
                if (length > limits.MostCharacters)
                {
                    throw new BeyondLimits();
                }
            }
        }

        return texts;
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(WorksheetPart part, List<string> shared, HashSet<uint> dates)
    {
        using var reader = OpenXmlReader.Create(part);
        List<string>? row = null;
        var going = reader.Read();
        while (going)
        {
            if (reader.ElementType == typeof(Row))
            {
                if (reader.IsStartElement)
                {
                    row = [];
                }

                if (reader.IsEndElement && row is { Count: > 0 })
                {
                    yield return row;
                    row = null;
                }
            }
            else if (row is not null && reader.IsStartElement && reader.ElementType == typeof(Cell))
            {
                Put(row, (Cell)reader.LoadCurrentElement()!, shared, dates);
            }

            going = reader.Read();
        }
    }

    private static void Put(List<string> row, Cell cell, List<string> shared, HashSet<uint> dates)
    {
        var column = ColumnOf(cell.CellReference?.Value) ?? row.Count;
        if (column >= PageCollector.MostColumns)
        {
            return;
        }

        while (row.Count <= column)
        {
            row.Add("");
        }

        row[column] = TextOf(cell, shared, dates);
    }

    private static string TextOf(Cell cell, List<string> shared, HashSet<uint> dates)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType is null || cell.DataType.Value == CellValues.Number)
        {
            return cell.StyleIndex?.Value is { } style && dates.Contains(style) && double.TryParse(value, CultureInfo.InvariantCulture, out var day) && day is > 0 and < 2_958_466
                ? DateTime.FromOADate(day).ToString(day % 1 == 0 ? "d MMMM yyyy" : "d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"))
                : value;
        }

        if (cell.DataType.Value == CellValues.SharedString)
        {
            return int.TryParse(value, CultureInfo.InvariantCulture, out var place) && place >= 0 && place < shared.Count ? shared[place] : "";
        }

        return cell.DataType.Value == CellValues.InlineString ? cell.InnerText
            : cell.DataType.Value == CellValues.Boolean ? value == "1" ? "TRUE" : "FALSE"
            : value;
    }

    /// <summary>From 0: "C7" is 2.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = (column * 26) + (letter - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    /// <summary>The styles in which a number stands for a day (ECMA-376, 18.8.30).</summary>
    private static HashSet<uint> DateStyles(Stylesheet? styles)
    {
        var formats = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(f => f.NumberFormatId?.Value is not null && DateFormat().IsMatch(Quoted().Replace(f.FormatCode?.Value ?? "", "")))
            .Select(f => f.NumberFormatId!.Value).Concat<uint>([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]).ToHashSet();
        return (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select((format, place) => (format, Place: (uint)place))
            .Where(f => f.format.NumberFormatId?.Value is { } id && formats.Contains(id)).Select(f => f.Place).ToHashSet();
    }

    [GeneratedRegex("[dyDY]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateFormat();

    [GeneratedRegex("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
