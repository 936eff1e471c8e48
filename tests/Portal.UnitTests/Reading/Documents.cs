using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Draw = DocumentFormat.OpenXml.Drawing;
using Show = DocumentFormat.OpenXml.Presentation;
using Sheets = DocumentFormat.OpenXml.Spreadsheet;

namespace Portal.UnitTests.Reading;

/// <summary>Small documents of every kind that is read, made for a test.</summary>
public static class Documents
{
    public static byte[] Pdf(params IReadOnlyList<string> pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var words in pages)
        {
            var page = builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);
            if (words.Length > 0)
            {
                page.AddText(words, 12, new PdfPoint(50, 700), font);
            }
        }

        return builder.Build();
    }

    /// <param name="laidOut">With the places where Word broke the pages; otherwise as one that was never laid out.</param>
    /// <param name="pages">A paragraph on each.</param>
    public static byte[] Docx(bool laidOut, params IReadOnlyList<string> pages)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var body = new Body(pages.Select((text, i) => new Paragraph(new Run(laidOut && i > 0 ? [new LastRenderedPageBreak(), new Text(text)] : [new Text(text)]))));
            document.AddMainDocumentPart().Document = new Document(body);
        }

        return file.ToArray();
    }

    /// <summary>A paragraph of what is given, one after another: text, breaks that somebody put there and those that Word wrote down.</summary>
    public static byte[] DocxOf(params IReadOnlyList<OpenXmlElement> runs)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new Document(new Body(runs.Select(run => new Paragraph(new Run(run)))));
        }

        return file.ToArray();
    }

    public static byte[] Pptx(params IReadOnlyList<string> slides)
    {
        using var file = new MemoryStream();
        using (var document = PresentationDocument.Create(file, PresentationDocumentType.Presentation))
        {
            var part = document.AddPresentationPart();
            var ids = new Show.SlideIdList();
            part.Presentation = new Show.Presentation(ids);
            foreach (var (text, i) in slides.Select((text, i) => (text, i)))
            {
                var slide = part.AddNewPart<SlidePart>();
                var shape = new Show.Shape(
                    new Show.NonVisualShapeProperties(
                        new Show.NonVisualDrawingProperties { Id = 2, Name = "Text" }, new Show.NonVisualShapeDrawingProperties(), new Show.ApplicationNonVisualDrawingProperties()),
                    new Show.ShapeProperties(),
                    new Show.TextBody(new Draw.BodyProperties(), new Draw.Paragraph(new Draw.Run(new Draw.Text(text)))));
                slide.Slide = new Show.Slide(new Show.CommonSlideData(new Show.ShapeTree(shape)));
                ids.Append(new Show.SlideId { Id = (uint)(256 + i), RelationshipId = part.GetIdOfPart(slide) });
            }
        }

        return file.ToArray();
    }

    public static byte[] Xlsx(params IReadOnlyList<(string Sheet, string[][] Rows)> sheets)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var list = new Sheets.Sheets();
            workbook.Workbook = new Sheets.Workbook(list);
            foreach (var (name, rows) in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Sheets.Worksheet(new Sheets.SheetData(rows.Select((row, r) => new Sheets.Row(row.Select((cell, c) => new Sheets.Cell
                {
                    CellReference = $"{(char)('A' + c)}{r + 1}", DataType = Sheets.CellValues.InlineString, InlineString = new Sheets.InlineString(new Sheets.Text(cell)),
                })) { RowIndex = (uint)(r + 1) })));
                list.Append(new Sheets.Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)list.ChildElements.Count + 1, Name = name });
            }
        }

        return file.ToArray();
    }

    /// <param name="content">What stands in the part of the body that this kind of document has.</param>
    /// <param name="kind"><c>text</c>, <c>spreadsheet</c> or <c>presentation</c>.</param>
    public static byte[] OpenDocument(string kind, string content)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put("mimetype", $"application/vnd.oasis.opendocument.{kind}");
            const string namespaces = "urn:oasis:names:tc:opendocument:xmlns:";
            var declared = string.Concat(new[] { "office", "text", "table", "drawing", "presentation" }.Select(n => $" xmlns:{(n == "drawing" ? "draw" : n)}=\"{namespaces}{n}:1.0\""));
            Put("content.xml", $"<office:document-content{declared}><office:body><office:{kind}>{content}</office:{kind}></office:body></office:document-content>");

            void Put(string name, string text)
            {
                using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
                part.Write(text);
            }
        }

        return file.ToArray();
    }

    public static byte[] Eml(string subject, string body) => Encoding.UTF8.GetBytes(
        $"From: Tom <tom@example.org>\r\nTo: Helen <helen@example.org>\r\nDate: Tue, 3 Mar 2015 09:00:00 +0000\r\nSubject: {subject}\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + $"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{body}</p><script>alert('no')</script>\r\n"
        + "--b\r\nContent-Type: application/pdf; name=audit.pdf\r\nContent-Disposition: attachment; filename=audit.pdf\r\n\r\nx\r\n--b--\r\n");

    /// <summary>A Word document whose one paragraph unpacks to so many megabytes.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var file = new MemoryStream();
        file.Write(Docx(false, "x"));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("word/document.xml")!.Delete();
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            part.Write("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"u8);
            var megabyte = new byte[1_000_000];
            Array.Fill(megabyte, (byte)'a');
            for (var i = 0; i < megabytes; i++)
            {
                part.Write(megabyte);
            }

            part.Write("</w:t></w:r></w:p></w:body></w:document>"u8);
        }

        return file.ToArray();
    }
}
