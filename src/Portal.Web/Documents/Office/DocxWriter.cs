using System.Xml;
using Portal.Domain.Evidence;

namespace Portal.Web.Documents.Office;

/// <summary>Writes a Word document from its beginning to its end: headings, text, tables and fields to fill in, with a line at the head and foot of each page.</summary>
public sealed class DocxWriter : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>Width between the margins of an A4 page, in twentieths of a point.</summary>
    private const int TextWidth = 9638;

    /// <summary>Headings of these levels stand in the table of contents.</summary>
    private const int FirstListed = 2;
    private const int LastListed = 3;

    private readonly OfficePackage _package;
    private readonly XmlWriter _xml;
    private readonly IReadOnlyList<(int Level, string Text)> _contents;
    private readonly List<(int Level, string Text)> _listed = [];
    private readonly HashSet<string> _bookmarks = new(StringComparer.Ordinal);
    private int _nextId = 1;

    /// <param name="output">Written to in blocks; need not be able to go back.</param>
    /// <param name="head">What stands at the head of each page.</param>
    /// <param name="property">A named value that goes with the document; null for none.</param>
    public DocxWriter(Stream output, string head, (string Name, string Value)? property = null)
        : this(output, head, property, null, [])
    {
    }

    private DocxWriter(Stream output, string head, (string Name, string Value)? property, OfficeProperties? about, IReadOnlyList<(int, string)> contents)
    {
        _contents = contents;
        _package = new OfficePackage(output);
        _package.ContentTypes(
        [
            ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
            ("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"),
            ("word/header1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"),
            ("word/footer1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"),
            .. property is null ? [] : new[] { ("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml") },
            .. about is null ? [] : new[] { (OfficePackage.CorePart, OfficePackage.CoreType) },
        ]);
        _package.RelationshipsOf(
            "_rels/.rels",
            [
                ("officeDocument", "word/document.xml"),
                .. property is null ? [] : new[] { ("custom-properties", "docProps/custom.xml") },
                .. about is null ? [] : new[] { (OfficePackage.CoreRelationship, OfficePackage.CorePart) },
            ]);
        _package.RelationshipsOf("word/_rels/document.xml.rels", ("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"));
        if (property is var (name, value))
        {
            _package.CustomProperty(name, value);
        }

        if (about is not null)
        {
            _package.CoreProperties(about);
        }

        Styles();
        HeadAndFoot(head);
        _xml = _package.Part("word/document.xml");
        _xml.WriteStartElement("w", "document", Main);
        _xml.WriteAttributeString("xmlns", "r", null, OfficePackage.OfficeRelationships);
        Start("body");
    }

    /// <summary>Writes a document that says what it is and has a table of contents: once to learn its headings, then for good.</summary>
    /// <param name="output">Written to in blocks; need not be able to go back.</param>
    /// <param name="head">What stands at the head of each page.</param>
    /// <param name="about">What the document says about itself.</param>
    /// <param name="write">Writes it; called twice.</param>
    public static async Task WriteAsync(Stream output, string head, OfficeProperties about, Func<DocxWriter, Task> write)
    {
        IReadOnlyList<(int, string)> contents;
        using (var draft = new DocxWriter(Stream.Null, head, null, about, []))
        {
            await write(draft);
            contents = draft._listed;
        }

        using var word = new DocxWriter(output, head, null, about, contents);
        await write(word);
    }

    public void Heading(int level, string text)
    {
        if (level is < FirstListed or > LastListed)
        {
            Paragraph(text, $"Heading{level}");
            return;
        }

        _listed.Add((level, text));
        Paragraph(text, $"Heading{level}", bookmark: ContentsMark(_listed.Count));
    }

    /// <summary>The table of contents: a field that Word fills in again when it opens the document, and that leads to the headings in every other program.</summary>
    public void Contents()
    {
        Paragraph("Contents", "TOCHeading");
        for (var i = 0; i < _contents.Count; i++)
        {
            Start("p");
            Style($"TOC{_contents[i].Level}");
            if (i == 0)
            {
                FieldMark("begin", dirty: true);
                Instruction($@" TOC \o ""{FirstListed}-{LastListed}"" \h \z \u ");
                FieldMark("separate");
            }

            Entry(_contents[i].Text, ContentsMark(i + 1));
            if (i == _contents.Count - 1)
            {
                FieldMark("end");
            }

            End();
        }
    }

    /// <summary>A paragraph that a reference in the text leads to.</summary>
    public void Referred(int reference, string text) => Paragraph(text, null, bookmark: ReferenceMark(reference));

    /// <summary>Text with its line breaks, empty lines parting paragraphs; nothing for an empty one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="listed">References to evidence that lead to a paragraph of <see cref="Referred"/>.</param>
    public void Text(string text, IReadOnlySet<int>? listed = null)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n").Select(p => p.Trim('\n')).Where(p => p.Length > 0))
        {
            Paragraph(paragraph, null, listed);
        }
    }

    /// <summary>What is not the writers' own: guidance, notes.</summary>
    public void Note(string text) => Paragraph(text, "Note");

    /// <summary>A place to write in.</summary>
    /// <param name="tag">Names it for whoever reads the document back.</param>
    /// <param name="title">What the person is shown.</param>
    /// <param name="text">What stands in it; empty shows that something may be written.</param>
    public void Field(string tag, string title, string text)
    {
        Start("sdt");
        Start("sdtPr");
        Value("alias", title);
        Value("tag", tag);
        Value("id", $"{_nextId++}");
        if (text.Length == 0)
        {
            Start("showingPlcHdr");
            End();
        }

        End();
        Start("sdtContent");
        if (text.Length == 0)
        {
            Paragraph("Write here", "Placeholder");
        }
        else
        {
            foreach (var line in text.Split('\n'))
            {
                Paragraph(line, "Answer");
            }
        }

        End();
        End();
    }

    /// <summary>A table, row by row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="ct">Cancels between rows.</param>
    /// <param name="widths">Of its columns, in hundredths of the page; null lets the program choose.</param>
    public async Task TableAsync(DataTable table, CancellationToken ct, IReadOnlyList<int>? widths = null)
    {
        widths = widths?.Select(w => w * TextWidth / 100).ToList();
        Start("tbl");
        Start("tblPr");
        Value("tblStyle", "Grid");
        Start("tblW");
        Attribute("w", "5000");
        Attribute("type", "pct");
        End();
        if (widths is not null)
        {
            Start("tblLayout");
            Attribute("type", "fixed");
            End();
        }

        End();
        Start("tblGrid");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            Start("gridCol");
            if (widths is not null)
            {
                Attribute("w", $"{widths[i]}");
            }

            End();
        }

        End();
        Row(table.Columns, heading: true, widths);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            Row(row, heading: false, widths);
        }

        End();
        Paragraph("", null);
    }

    public void Dispose()
    {
        Start("sectPr");
        Reference("headerReference", "rId2");
        Reference("footerReference", "rId3");
        Start("pgSz"); // A4
        Attribute("w", "11906");
        Attribute("h", "16838");
        End();
        Start("pgMar");
        foreach (var (side, twips) in new[] { ("top", "1418"), ("right", "1134"), ("bottom", "1134"), ("left", "1134"), ("header", "567"), ("footer", "567"), ("gutter", "0") })
        {
            Attribute(side, twips);
        }

        End();
        End();
        End();
        End();
        _xml.Dispose();
        _package.Dispose();
    }

    private void Row(IReadOnlyList<string> cells, bool heading, IReadOnlyList<int>? widths)
    {
        Start("tr");
        if (heading)
        {
            Start("trPr");
            Start("tblHeader");
            End();
            End();
        }

        for (var i = 0; i < cells.Count; i++)
        {
            Start("tc");
            if (widths is not null)
            {
                Start("tcPr");
                Start("tcW");
                Attribute("w", $"{widths[i]}");
                Attribute("type", "dxa");
                End();
                End();
            }

            Paragraph(cells[i], heading ? "TableHeading" : "TableText");
            End();
        }

        End();
    }

    private void Paragraph(string text, string? style, IReadOnlySet<int>? listed = null, string? bookmark = null)
    {
        Start("p");
        if (style is not null)
        {
            Style(style);
        }

        var mark = bookmark is not null && _bookmarks.Add(bookmark) ? $"{_nextId++}" : null;
        if (mark is not null)
        {
            Start("bookmarkStart");
            Attribute("id", mark);
            Attribute("name", bookmark!);
            End();
        }

        if (text.Length > 0)
        {
            foreach (var (part, reference) in listed is null ? [(text, null)] : References.Parts(text))
            {
                Words(part, reference is { } number && listed!.Contains(number) ? ReferenceMark(number) : null);
            }
        }

        if (mark is not null)
        {
            Start("bookmarkEnd");
            Attribute("id", mark);
            End();
        }

        End();
    }

    private void Words(string text, string? leadsTo)
    {
        if (leadsTo is not null)
        {
            Start("hyperlink");
            Attribute("anchor", leadsTo);
        }

        Start("r");
        if (leadsTo is not null)
        {
            Start("rPr");
            Value("rStyle", "Hyperlink");
            End();
        }

        var lines = XmlText.Clean(text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Start("br");
                End();
            }

            Start("t");
            _xml.WriteAttributeString("xml", "space", null, "preserve");
            _xml.WriteString(lines[i]);
            End();
        }

        End();
        if (leadsTo is not null)
        {
            End();
        }
    }

    /// <summary>Without a page number: only a program that lays the pages out knows it, and Word puts it in.</summary>
    private void Entry(string text, string leadsTo)
    {
        Start("hyperlink");
        Attribute("anchor", leadsTo);
        Words(text.ReplaceLineEndings(" "), null);
        End();
    }

    private void FieldMark(string type, bool dirty = false)
    {
        Start("r");
        Start("fldChar");
        Attribute("fldCharType", type);
        if (dirty)
        {
            Attribute("dirty", "true");
        }

        End();
        End();
    }

    private void Instruction(string text)
    {
        Start("r");
        Start("instrText");
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(text);
        End();
        End();
    }

    private void Style(string style)
    {
        Start("pPr");
        Value("pStyle", style);
        End();
    }

    private static string ContentsMark(int number) => $"_Toc{number}";

    private static string ReferenceMark(int reference) => $"reference_{reference}";

    private void Reference(string name, string id)
    {
        Start(name);
        Attribute("type", "default");
        _xml.WriteAttributeString("r", "id", OfficePackage.OfficeRelationships, id);
        End();
    }

    private void Value(string name, string value)
    {
        Start(name);
        Attribute("val", XmlText.Clean(value));
        End();
    }

    private void Start(string name) => _xml.WriteStartElement("w", name, Main);

    private void Attribute(string name, string value) => _xml.WriteAttributeString("w", name, Main, value);

    private void End() => _xml.WriteEndElement();

    private void HeadAndFoot(string head)
    {
        using (var xml = _package.Part("word/header1.xml"))
        {
            xml.WriteStartElement("w", "hdr", Main);
            xml.WriteStartElement("w", "p", Main);
            xml.WriteStartElement("w", "r", Main);
            xml.WriteElementString("w", "t", Main, XmlText.Clean(head));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        using (var xml = _package.Part("word/footer1.xml"))
        {
            xml.WriteRaw($"""<w:ftr xmlns:w="{Main}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>""");
        }
    }

    private void Styles()
    {
        static string Style(string id, string name, string run, string paragraph = "", string basedOn = "Normal") =>
            $"""<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{basedOn}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>""";

        using var xml = _package.Part("word/styles.xml");
        xml.WriteRaw($"""
            <w:styles xmlns:w="{Main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{Style("Heading1", "heading 1", """<w:b/><w:sz w:val="36"/>""", """<w:keepNext/><w:outlineLvl w:val="0"/>""")}{Style("Heading2", "heading 2", """<w:b/><w:sz w:val="28"/>""", """<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="1"/>""")}{Style("Heading3", "heading 3", """<w:b/><w:sz w:val="24"/>""", """<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="2"/>""")}{Style("Heading4", "heading 4", "<w:b/>", """<w:keepNext/><w:outlineLvl w:val="3"/>""")}{Style("TOCHeading", "TOC Heading", """<w:b/><w:sz w:val="28"/>""", """<w:keepNext/><w:spacing w:before="360" w:after="120"/>""")}{Style("TOC2", "toc 2", "", """<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:before="120" w:after="40"/>""")}{Style("TOC3", "toc 3", """<w:sz w:val="20"/>""", """<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="284" w:right="567"/>""")}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0F4A80"/><w:u w:val="single"/></w:rPr></w:style>{Style("Note", "Note", """<w:i/><w:color w:val="505A5F"/>""")}{Style("Answer", "Answer", "", """<w:ind w:left="284"/>""")}{Style("Placeholder", "Placeholder Text", """<w:color w:val="505A5F"/>""", """<w:ind w:left="284"/>""")}{Style("TableText", "Table Text", """<w:sz w:val="18"/>""", """<w:spacing w:after="40"/>""")}{Style("TableHeading", "Table Heading", """<w:b/><w:sz w:val="18"/>""", """<w:spacing w:after="40"/>""")}<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="B1B4B6"/><w:left w:val="single" w:sz="4" w:color="B1B4B6"/><w:bottom w:val="single" w:sz="4" w:color="B1B4B6"/><w:right w:val="single" w:sz="4" w:color="B1B4B6"/><w:insideH w:val="single" w:sz="4" w:color="B1B4B6"/><w:insideV w:val="single" w:sz="4" w:color="B1B4B6"/></w:tblBorders></w:tblPr></w:style></w:styles>
            """);
    }
}
