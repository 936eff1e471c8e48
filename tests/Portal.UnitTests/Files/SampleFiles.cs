using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Portal.UnitTests.Files;

/// <summary>The smallest files that are what they claim, made by hand from the formats' specifications.</summary>
public static class SampleFiles
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    public static IReadOnlyDictionary<string, byte[]> Good { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["report.pdf"] = [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8],
        ["minutes.docx"] = Office(OpenXml + "wordprocessingml.document.main+xml", "word/document.xml"),
        ["minutes2.docx"] = Office(OpenXml + "wordprocessingml.document.main+xml", "word/document2.xml"),
        ["minutes3.docx"] = OfficeListing(
            "word/document.xml", $"""<Default Extension="xml" ContentType="{OpenXml}wordprocessingml.document.main+xml"/>"""),
        ["data.xlsx"] = Office(OpenXml + "spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
        ["slides.pptx"] = Office(OpenXml + "presentationml.presentation.main+xml", "ppt/presentation.xml"),
        ["minutes.odt"] = Zip(("mimetype", OpenDocument + "text"), ("content.xml", "<a/>")),
        ["data.ods"] = Zip(("mimetype", OpenDocument + "spreadsheet"), ("content.xml", "<a/>")),
        ["slides.odp"] = Zip(("mimetype", OpenDocument + "presentation"), ("content.xml", "<a/>")),
        ["minutes.doc"] = Compound("Root Entry", "WordDocument"),
        ["data.xls"] = Compound("Root Entry", "Workbook"),
        ["slides.ppt"] = Compound("Root Entry", "PowerPoint Document"),
        ["notes.txt"] = Encoding.UTF8.GetBytes("Families said “it’s better”.\r\n\tSecond line\n"),
        ["old-notes.txt"] = [.. "Families said "u8, 0x93, .. "it"u8, 0x92, .. "s better"u8, 0x94, .. ".\r\n"u8],
        ["contacts.csv"] = Encoding.UTF8.GetBytes("Child,Date\n1,2014-01-31\n"),
        ["letter.eml"] = Encoding.UTF8.GetBytes("Received: from a\n\tby b\nFrom: a@example.org\nDate: Wed, 5 Mar 2014 09:00:00 +0000\nSubject: Audit\n\nText\n"),
        ["chart.png"] = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8],
        ["photo.jpg"] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8],
        ["photo.JPEG"] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 16, .. "Exif"u8],
        ["voice.mp3"] = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0],
        ["voice2.mp3"] = [0xFF, 0xFB, 0x90, 0x64, 0, 0, 0, 0],
        ["film.mp4"] = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0],
        ["voice.m4a"] = [0, 0, 0, 24, .. "ftypM4A "u8, 0, 0, 2, 0],
    };

    public static byte[] WindowsProgram { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF];

    public static byte[] Office(string mainType, string mainPart) =>
        OfficeListing(mainPart, $"""<Override PartName="/{mainPart}" ContentType="{mainType}"/>""");

    public static byte[] OfficeListing(string mainPart, string types) => Zip(
        ("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{mainPart}"/></Relationships>"""),
        ("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>"""),
        (mainPart, "<a/>"));

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A ZIP whose one entry is marked as encrypted.</summary>
    public static byte[] LockedZip { get; } = Locked();

    /// <summary>A compound file whose one stream begins with these bytes.</summary>
    public static byte[] CompoundBeginning(string name, byte[] beginning)
    {
        var file = Compound("Root Entry", name);
        var stream = new byte[512];
        beginning.CopyTo(stream, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((2 * 512) + 128 + 116), 2);
        return [.. file, .. stream];
    }

    private static byte[] Locked()
    {
        var zip = Zip(("secret.txt", "text"));
        foreach (var at in new[] { zip.AsSpan().IndexOf("PK\x03\x04"u8) + 6, zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8 })
        {
            zip[at] |= 1;
        }

        return zip;
    }

    /// <summary>[MS-CFB]: a header, one sector of allocation table, and one sector of directory with up to four entries.</summary>
    /// <summary>A compound file of over 7 MB: of its directory the last sector, found by way of the allocation table beyond the header, has one more name.</summary>
    public static byte[] LongCompound(string first, string last)
    {
        const int sector = 512, directory = 14_000;
        var file = new byte[(directory + 3) * sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), directory);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(sector), 1);
        var successors = file.AsSpan(2 * sector);
        BinaryPrimitives.WriteUInt32LittleEndian(successors[(directory % 128 * 4)..], directory + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(successors[((directory + 1) % 128 * 4)..], 0xFFFFFFFE);
        foreach (var (name, at) in new[] { ("Root Entry", (directory + 1) * sector), (first, ((directory + 1) * sector) + 128), (last, (directory + 2) * sector) })
        {
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 64), (ushort)((name.Length * 2) + 2));
        }

        return file;
    }

    public static byte[] Compound(params string[] names)
    {
        const int sector = 512;
        var file = new byte[3 * sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1);
        file.AsSpan(76, 109 * 4).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76), 0);
        file.AsSpan(sector, sector).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(sector), 0xFFFFFFFD);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(sector + 4), 0xFFFFFFFE);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = file.AsSpan((2 * sector) + (i * 128));
            var name = Encoding.Unicode.GetBytes(names[i]);
            name.CopyTo(entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(name.Length + 2));
        }

        return file;
    }
}
