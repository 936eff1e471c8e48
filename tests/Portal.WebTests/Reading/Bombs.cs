using System.IO.Compression;
using System.Text;

namespace Portal.WebTests.Reading;

/// <summary>Small files that are large inside.</summary>
internal static class Bombs
{
    /// <summary>A Word document whose one paragraph unpacks to so many megabytes.</summary>
    public static byte[] Word(int megabytes)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
                """);
            Write(archive, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
                """);
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

    /// <summary>A PDF of one page that shows letters hundreds of millions of times.</summary>
    public static byte[] EndlessPdf()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write("BT /F1 12 Tf 50 700 Td "u8);
            var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("(a) Tj ", 20_000)));
            for (var i = 0; i < 1_000; i++)
            {
                deflate.Write(many);
            }

            deflate.Write("ET"u8);
        }

        using var pdf = new MemoryStream();
        var places = new List<long>();
        void Say(string text) => pdf.Write(Encoding.ASCII.GetBytes(text));
        void Begin() => places.Add(pdf.Position);
        Say("%PDF-1.4\n");
        Begin();
        Say("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        Begin();
        Say("2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
        Begin();
        Say("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n");
        Begin();
        Say($"4 0 obj\n<</Length {packed.Length}/Filter/FlateDecode>>\nstream\n");
        pdf.Write(packed.ToArray());
        Say("\nendstream\nendobj\n");
        Begin();
        Say("5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        var table = pdf.Position;
        Say($"xref\n0 6\n0000000000 65535 f \n{string.Concat(places.Select(p => $"{p:D10} 00000 n \n"))}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
        return pdf.ToArray();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var part = archive.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(text.Trim()));
    }
}
