using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Portal.Web.Documents.Office;

/// <summary>A file that came back is not what it should be. The message is for whoever sent it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every rule of it is.")]
public sealed class OfficeFileRefused(string words) : Exception(words);

/// <summary>
/// Reads the fields of a Word document and the cells of an Excel workbook, and nothing else of them: no links, no formulas, no scripts, no entities. What a
/// part unpacks to is counted as it is read, whatever the archive says of its size.
/// </summary>
public static class OfficeReader
{
    /// <summary>Most bytes that one part may unpack to: some forty criteria with four answers of 100,000 characters.</summary>
    private const long MostBytes = 20 * 1024 * 1024;

    private const int MostRows = 2000;

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The content controls of a Word document: tag and text. Of two with the same tag the first counts.</summary>
    /// <exception cref="OfficeFileRefused">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Fields(Stream file)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using var archive = Open(file);
        foreach (var control in Load(archive, "word/document.xml").Descendants().Where(e => Is(e, "sdt")))
        {
            var about = control.Elements().FirstOrDefault(e => Is(e, "sdtPr"));
            var tag = about?.Elements().FirstOrDefault(e => Is(e, "tag"))?.Attributes().FirstOrDefault(a => a.Name.LocalName == "val")?.Value;
            var content = control.Elements().FirstOrDefault(e => Is(e, "sdtContent"));
            if (tag is not null && content is not null)
            {
                fields.TryAdd(tag, about!.Elements().Any(e => Is(e, "showingPlcHdr")) ? "" : Text(content));
            }
        }

        return fields;
    }

    /// <summary>A named value that goes with a document; null when it has none.</summary>
    /// <exception cref="OfficeFileRefused">It cannot be read.</exception>
    public static string? Property(Stream file, string name)
    {
        using var archive = Open(file);
        return archive.GetEntry("docProps/custom.xml") is null
            ? null
            : Load(archive, "docProps/custom.xml").Descendants().FirstOrDefault(e => Is(e, "property") && (string?)e.Attribute("name") == name)?.Value;
    }

    /// <summary>The sheets of a workbook by name, each as rows of texts.</summary>
    /// <exception cref="OfficeFileRefused">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Sheets(Stream file)
    {
        using var archive = Open(file);
        var shared = archive.GetEntry("xl/sharedStrings.xml") is null
            ? []
            : Load(archive, "xl/sharedStrings.xml").Root!.Elements().Where(e => Is(e, "si")).Select(Plain).ToList();
        var targets = Load(archive, "xl/_rels/workbook.xml.rels").Root!.Elements().DistinctBy(r => (string?)r.Attribute("Id") ?? "")
            .ToDictionary(r => (string?)r.Attribute("Id") ?? "", r => ((string?)r.Attribute("Target") ?? "").TrimStart('/'), StringComparer.Ordinal);
        var sheets = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var sheet in Load(archive, "xl/workbook.xml").Descendants().Where(e => Is(e, "sheet")))
        {
            var id = sheet.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value ?? "";
            if (targets.TryGetValue(id, out var target))
            {
                sheets.TryAdd((string?)sheet.Attribute("name") ?? "", Rows(Load(archive, target.StartsWith("xl/", StringComparison.Ordinal) ? target : "xl/" + target), shared));
            }
        }

        return sheets;
    }

    private static List<IReadOnlyList<string>> Rows(XDocument sheet, List<string> shared)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in sheet.Descendants().Where(e => Is(e, "row")).Take(MostRows))
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements().Where(e => Is(e, "c")))
            {
                var column = Column((string?)cell.Attribute("r") ?? "") ?? cells.Count;
                while (cells.Count <= column && cells.Count < 64)
                {
                    cells.Add("");
                }

                if (column < cells.Count)
                {
                    cells[column] = Cell(cell, shared);
                }
            }

            rows.Add(cells);
        }

        return rows;
    }

    private static string Cell(XElement cell, List<string> shared)
    {
        if ((string?)cell.Attribute("t") == "inlineStr")
        {
            return cell.Elements().FirstOrDefault(e => Is(e, "is")) is { } inline ? Plain(inline) : "";
        }

        var value = cell.Elements().FirstOrDefault(e => Is(e, "v"))?.Value ?? "";
        return (string?)cell.Attribute("t") == "s" ? int.TryParse(value, out var place) && place >= 0 && place < shared.Count ? shared[place] : "" : value;
    }

    private static int? Column(string address)
    {
        var column = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + (letter - 'A' + 1);
            if (column > 16_384)
            {
                return null;
            }
        }

        return column == 0 ? null : column - 1;
    }

    /// <summary>The text of a cell: its runs, without phonetic hints.</summary>
    private static string Plain(XElement of) =>
        string.Concat(of.Descendants().Where(e => Is(e, "t") && !e.Ancestors().Any(a => Is(a, "rPh"))).Select(t => t.Value));

    /// <summary>The text of a field as a person sees it: paragraphs and breaks as line ends; what was struck out in tracked changes is no text.</summary>
    private static string Text(XElement content)
    {
        var text = new StringBuilder();
        foreach (var element in content.Descendants())
        {
            _ = element.Name.LocalName switch
            {
                "p" when text.Length > 0 || element.ElementsBeforeSelf().Any(e => Is(e, "p")) => text.Append('\n'),
                "t" => text.Append(element.Value),
                "br" or "cr" => text.Append('\n'),
                "tab" when Is(element.Parent!, "r") => text.Append('\t'),
                "noBreakHyphen" => text.Append('-'),
                _ => text,
            };
        }

        return text.ToString();
    }

    private static bool Is(XElement element, string name) => element.Name.LocalName == name;

    private static ZipArchive Open(Stream file)
    {
        file.Position = 0;
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new OfficeFileRefused("The file is damaged. Open it on your computer, save it again and send that.");
        }
    }

    private static XDocument Load(ZipArchive archive, string part)
    {
        var entry = archive.GetEntry(part) ?? throw new OfficeFileRefused("The file is not a form of this portal: a part of it is missing.");
        try
        {
            using var stream = new CountedStream(entry.Open(), MostBytes);
            using var xml = XmlReader.Create(stream, _settings);
            return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new OfficeFileRefused("The file is damaged, or holds more than a form can hold. Open it on your computer, save it again and send that.");
        }
    }

    /// <summary>Reads no further than allowed.</summary>
    private sealed class CountedStream(Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _read += read;
            return _read <= most ? read : throw new InvalidDataException("More than allowed.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
