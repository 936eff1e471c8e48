using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Portal.Web.Files;

/// <summary>Tells Office Open XML and OpenDocument files from other ZIP archives by the part that makes them what they are.</summary>
internal static class ZippedDocument
{
    /// <summary>The list of parts of a real document is a few kB; more is not read.</summary>
    private const int MostCharacters = 4 * 1024 * 1024;

    private const string WithoutMacros = "Save it without macros and upload that.";
    private const string AsDocument = "Save it as an ordinary document, not a template, and upload that.";

    private static readonly Dictionary<string, FileContent> mainParts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"] = FileContent.Accepted(AcceptedTypes.Docx),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"] = FileContent.Accepted(AcceptedTypes.Xlsx),
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"] = FileContent.Accepted(AcceptedTypes.Pptx),
        ["application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"] =
            FileContent.Other("a PowerPoint show", "Save it as a PowerPoint presentation and upload that."),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"] = FileContent.Other("a Word template", AsDocument),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"] = FileContent.Other("an Excel template", AsDocument),
        ["application/vnd.ms-word.document.macroEnabled.main+xml"] = FileContent.Other("a Word document with macros", WithoutMacros),
        ["application/vnd.ms-excel.sheet.macroEnabled.main+xml"] = FileContent.Other("an Excel workbook with macros", WithoutMacros),
        ["application/vnd.ms-excel.sheet.binary.macroEnabled.main"] =
            FileContent.Other("an Excel binary workbook", "Save it as an Excel workbook (.xlsx) and upload that."),
        ["application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"] =
            FileContent.Other("a PowerPoint presentation with macros", WithoutMacros),
    };

    public static FileContent Examine(Stream content)
    {
        content.Position = 0;
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return OpenDocument(archive) ?? OfficeOpenXml(archive) ?? Other(archive);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            return FileContent.Other("damaged or cut off", "Open it on your computer, save it again and upload that.");
        }
    }

    /// <summary>ODF 1.3 part 2, 3.3: a file named <c>mimetype</c>, first and uncompressed, names the kind.</summary>
    private static FileContent? OpenDocument(ZipArchive archive)
    {
        var mediaType = archive.Entries.Count > 0 && archive.Entries[0].FullName == "mimetype" ? ReadStart(archive.Entries[0]) : null;
        if (mediaType is null)
        {
            return null;
        }

        var type = AcceptedTypes.All.FirstOrDefault(accepted => accepted.ContentType == mediaType.TrimEnd());
        return type is not null && archive.GetEntry("content.xml") is not null ? FileContent.Accepted(type) : null;
    }

    /// <summary>ECMA-376 part 2: <c>[Content_Types].xml</c> gives each part's type; the kind is that of the main part, whatever its name.</summary>
    private static FileContent? OfficeOpenXml(ZipArchive archive)
    {
        var types = archive.GetEntry("[Content_Types].xml");
        if (types is null)
        {
            return null;
        }

        if (archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            return FileContent.Other("an Office document with macros", WithoutMacros);
        }

        using var stream = types.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
        });
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Override"
                && mainParts.TryGetValue(xml.GetAttribute("ContentType") ?? "", out var found)
                && archive.GetEntry((xml.GetAttribute("PartName") ?? "").TrimStart('/')) is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static FileContent Other(ZipArchive archive) => archive.GetEntry("META-INF/MANIFEST.MF") is not null
        ? FileContent.Other("a Java program")
        : FileContent.Other("a ZIP archive", "Take the files out of it and upload those.");

    private static string ReadStart(ZipArchiveEntry entry)
    {
        var buffer = new byte[128];
        using var stream = entry.Open();
        return Encoding.ASCII.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }
}
