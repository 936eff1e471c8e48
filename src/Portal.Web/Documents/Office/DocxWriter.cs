using Portal.Domain.Evidence;

namespace Portal.Web.Documents.Office;

/// <summary>Writes a Word document from its beginning to its end: headings, text, tables and fields to fill in, with a line at the head and foot of each page.</summary>
public sealed class DocxWriter : IDisposable
{
    /// <summary>Width between the margins of an A4 page, in twentieths of a point.</summary>
    private const int TextWidth = 9638;

    /// <summary>Headings of these levels stand in the table of contents.</summary>
    private const int FirstListed = 2;
    private const int LastListed = 3;

    private readonly OfficePackage _package;
    private readonly DocxXml _xml;
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

        DocxLayout.Write(_package, head);
        var xml = _package.Part("word/document.xml");
        xml.WriteStartElement("w", "document", DocxXml.Main);
        xml.WriteAttributeString("xmlns", "r", null, OfficePackage.OfficeRelationships);
        _xml = new DocxXml(xml);
        _xml.Start("body");
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
            _xml.Start("p");
            _xml.Style($"TOC{_contents[i].Level}");
            if (i == 0)
            {
                _xml.FieldMark("begin", dirty: true);
                _xml.Instruction($@" TOC \o ""{FirstListed}-{LastListed}"" \h \z \u ");
                _xml.FieldMark("separate");
            }

            Entry(_contents[i].Text, ContentsMark(i + 1));
            if (i == _contents.Count - 1)
            {
                _xml.FieldMark("end");
            }

            _xml.End();
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
        _xml.Start("sdt");
        _xml.Start("sdtPr");
        _xml.Value("alias", title);
        _xml.Value("tag", tag);
        _xml.Value("id", $"{_nextId++}");
        if (text.Length == 0)
        {
            _xml.Start("showingPlcHdr");
            _xml.End();
        }

        _xml.End();
        _xml.Start("sdtContent");
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

        _xml.End();
        _xml.End();
    }

    /// <summary>A table, row by row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="ct">Cancels between rows.</param>
    /// <param name="widths">Of its columns, in hundredths of the page; null lets the program choose.</param>
    public async Task TableAsync(DataTable table, CancellationToken ct, IReadOnlyList<int>? widths = null)
    {
        widths = widths?.Select(w => w * TextWidth / 100).ToList();
        _xml.Start("tbl");
        _xml.Start("tblPr");
        _xml.Value("tblStyle", "Grid");
        _xml.Start("tblW");
        _xml.Attribute("w", "5000");
        _xml.Attribute("type", "pct");
        _xml.End();
        if (widths is not null)
        {
            _xml.Start("tblLayout");
            _xml.Attribute("type", "fixed");
            _xml.End();
        }

        _xml.End();
        _xml.Start("tblGrid");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            _xml.Start("gridCol");
            if (widths is not null)
            {
                _xml.Attribute("w", $"{widths[i]}");
            }

            _xml.End();
        }

        _xml.End();
        Row(table.Columns, heading: true, widths);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            Row(row, heading: false, widths);
        }

        _xml.End();
        Paragraph("", null);
    }

    public void Dispose()
    {
        _xml.Start("sectPr");
        _xml.Reference("headerReference", "rId2");
        _xml.Reference("footerReference", "rId3");
        _xml.Start("pgSz"); // A4
        _xml.Attribute("w", "11906");
        _xml.Attribute("h", "16838");
        _xml.End();
        _xml.Start("pgMar");
        foreach (var (side, twips) in new[] { ("top", "1418"), ("right", "1134"), ("bottom", "1134"), ("left", "1134"), ("header", "567"), ("footer", "567"), ("gutter", "0") })
        {
            _xml.Attribute(side, twips);
        }

        _xml.End();
        _xml.End();
        _xml.End();
        _xml.End();
        _xml.Dispose();
        _package.Dispose();
    }

    private void Row(IReadOnlyList<string> cells, bool heading, IReadOnlyList<int>? widths)
    {
        _xml.Start("tr");
        if (heading)
        {
            _xml.Start("trPr");
            _xml.Start("tblHeader");
            _xml.End();
            _xml.End();
        }

        for (var i = 0; i < cells.Count; i++)
        {
            _xml.Start("tc");
            if (widths is not null)
            {
                _xml.Start("tcPr");
                _xml.Start("tcW");
                _xml.Attribute("w", $"{widths[i]}");
                _xml.Attribute("type", "dxa");
                _xml.End();
                _xml.End();
            }

            Paragraph(cells[i], heading ? "TableHeading" : "TableText");
            _xml.End();
        }

        _xml.End();
    }

    private void Paragraph(string text, string? style, IReadOnlySet<int>? listed = null, string? bookmark = null)
    {
        _xml.Start("p");
        if (style is not null)
        {
            _xml.Style(style);
        }

        var mark = bookmark is not null && _bookmarks.Add(bookmark) ? $"{_nextId++}" : null;
        if (mark is not null)
        {
            _xml.Start("bookmarkStart");
            _xml.Attribute("id", mark);
            _xml.Attribute("name", bookmark!);
            _xml.End();
        }

        if (text.Length > 0)
        {
            foreach (var (part, reference) in listed is null ? [(text, null)] : References.Parts(text))
            {
                _xml.Words(part, reference is { } number && listed!.Contains(number) ? ReferenceMark(number) : null);
            }
        }

        if (mark is not null)
        {
            _xml.Start("bookmarkEnd");
            _xml.Attribute("id", mark);
            _xml.End();
        }

        _xml.End();
    }

    /// <summary>Without a page number: only a program that lays the pages out knows it, and Word puts it in.</summary>
    private void Entry(string text, string leadsTo)
    {
        _xml.Start("hyperlink");
        _xml.Attribute("anchor", leadsTo);
        _xml.Words(text.ReplaceLineEndings(" "), null);
        _xml.End();
    }

    private static string ContentsMark(int number) => $"_Toc{number}";

    private static string ReferenceMark(int reference) => $"reference_{reference}";
}
