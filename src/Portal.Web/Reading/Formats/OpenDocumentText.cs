using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Portal.Domain.Evidence;

namespace Portal.Web.Reading.Formats;

/// <summary>
/// The text of OpenDocument files (ODF 1.3 part 3). Pages of a text are where the program broke them that last saved it; one that was never laid out
/// is read in parts. Comments, and what was deleted under tracked changes, are left out. Hidden sheets are read: they go out with the file.
/// </summary>
internal static class OpenDocumentText
{
    private const string Namespaces = "urn:oasis:names:tc:opendocument:xmlns:";
    private const string Text = Namespaces + "text:1.0";
    private const string Table = Namespaces + "table:1.0";
    private const string Drawing = Namespaces + "drawing:1.0";
    private const string Office = Namespaces + "office:1.0";

    /// <summary>A row that is there more often than this says nothing new.</summary>
    private const int MostTimes = 100;

    public static void ReadText(Stream content, PageCollector pages, ReadingLimits limits) => Read(content, limits, xml =>
    {
        var (words, leaves) = (new Paragraphs(), new List<string>());
        foreach (var _ in Nodes(xml))
        {
            if (Begins(xml, Text, "soft-page-break"))
            {
                leaves.Add(words.Take());
            }
            else
            {
                words.Hear(xml);
            }
        }

        leaves.Add(words.Take());
        if (leaves.Count > 1)
        {
            leaves.ForEach(leaf => pages.Add(leaf));
            return;
        }

        pages.Unit = PageUnit.Part;
        pages.AddParts(leaves[0].Split('\n'));
    });

    public static void ReadSheets(Stream content, PageCollector pages, ReadingLimits limits) => Read(content, limits, xml =>
    {
        foreach (var _ in Nodes(xml))
        {
            if (Begins(xml, Table, "table"))
            {
                pages.AddTable(Rows(xml), xml.GetAttribute("name", Table));
            }
        }
    });

    /// <summary>Each slide with what is in its notes.</summary>
    public static void ReadSlides(Stream content, PageCollector pages, ReadingLimits limits) => Read(content, limits, xml =>
    {
        var words = new Paragraphs();
        foreach (var _ in Nodes(xml))
        {
            words.Hear(xml);
            if (Ends(xml, Drawing, "page"))
            {
                pages.Add(words.Take());
            }
        }
    });

    private static void Read(Stream content, ReadingLimits limits, Action<XmlReader> read)
    {
        PackedDocument.RequireWithin(content, limits);
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        using var part = (archive.GetEntry("content.xml") ?? throw new DamagedDocument("It has no content.")).Open();
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        read(xml);
    }

    /// <summary>Goes through the document but for what is not to be read.</summary>
    private static IEnumerable<XmlReader> Nodes(XmlReader xml)
    {
        var going = xml.Read();
        while (going)
        {
            if (Begins(xml, Office, "annotation") || Begins(xml, Text, "tracked-changes"))
            {
                xml.Skip();
                going = !xml.EOF;
                continue;
            }

            yield return xml;
            going = xml.Read();
        }
    }

    /// <summary>The rows of the table at which the reader stands; behind them it stands at the table's end.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            yield break;
        }

        var (depth, row, rowTimes, cellTimes, words) = (xml.Depth, new List<string>(), 1, 1, new Paragraphs());
        foreach (var _ in Nodes(xml))
        {
            if (Ends(xml, Table, "table") && xml.Depth == depth)
            {
                yield break;
            }

            if (Begins(xml, Table, "table-row"))
            {
                (row, rowTimes) = ([], Times(xml, "number-rows-repeated"));
            }
            else if (Begins(xml, Table, "table-cell") || Begins(xml, Table, "covered-table-cell"))
            {
                cellTimes = Times(xml, "number-columns-repeated");
            }

            words.Hear(xml);
            if (Ends(xml, Table, "table-cell") || Ends(xml, Table, "covered-table-cell"))
            {
                row.AddRange(Enumerable.Repeat(words.Take().TrimEnd('\n'), Math.Min(cellTimes, PageCollector.MostColumns - row.Count)));
            }
            else if (Ends(xml, Table, "table-row") && row.Exists(cell => cell.Length > 0))
            {
                for (var times = 0; times < Math.Min(rowTimes, MostTimes); times++)
                {
                    yield return row;
                }
            }
        }
    }

    private static int Times(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute, Table), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 ? times : 1;

    private static bool Begins(XmlReader xml, string space, string name) =>
        xml.NodeType == XmlNodeType.Element && xml.LocalName == name && xml.NamespaceURI == space;

    private static bool Ends(XmlReader xml, string space, string name) =>
        (xml.NodeType == XmlNodeType.EndElement || (xml.NodeType == XmlNodeType.Element && xml.IsEmptyElement)) && xml.LocalName == name && xml.NamespaceURI == space;

    /// <summary>Collects what stands in paragraphs and headings: a line for each, white space as ODF 1.3 part 3, 6.1.2 has it.</summary>
    private sealed class Paragraphs
    {
        private readonly StringBuilder _words = new();

        /// <summary>How many paragraphs the reader is in: a footnote or a frame stands within another.</summary>
        private int _within;

        public void Hear(XmlReader xml)
        {
            if (Begins(xml, Text, "p") || Begins(xml, Text, "h"))
            {
                _within++;
            }

            if (_within > 0)
            {
                _words.Append(WordsOf(xml));
            }

            if (Ends(xml, Text, "p") || Ends(xml, Text, "h"))
            {
                _within--;
                _words.Append('\n');
            }
        }

        public string Take()
        {
            var taken = _words.ToString();
            _words.Clear();
            return taken;
        }

        private static string WordsOf(XmlReader xml) => xml.NodeType switch
        {
            XmlNodeType.Text or XmlNodeType.CDATA => Collapsed(xml.Value),
            XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => " ",
            _ when Begins(xml, Text, "s") => " ",
            _ when Begins(xml, Text, "tab") => "\t",
            _ when Begins(xml, Text, "line-break") => "\n",
            _ => "",
        };

        private static string Collapsed(string text)
        {
            var collapsed = new StringBuilder(text.Length);
            foreach (var c in text)
            {
                var space = c is ' ' or '\t' or '\r' or '\n';
                if (!space || collapsed.Length == 0 || collapsed[^1] != ' ')
                {
                    collapsed.Append(space ? ' ' : c);
                }
            }

            return collapsed.ToString();
        }
    }
}
