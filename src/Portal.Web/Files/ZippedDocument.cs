using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Portal.Web.Files;

/// <summary>Tells Office Open XML and OpenDocument files from other ZIP archives by the part that makes them what they are.</summary>
internal static class ZippedDocument
{
    /// <summary>The list of parts of a real document is a few kB; more is not read.</summary>
    private const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>Workbooks of 5 million cells unpack to a quarter of this.</summary>
    private const long MostUnpackedBytes = 1_000_000_000;

    /// <summary>The sheets of real workbooks become some ten times smaller; what becomes a hundred times smaller says next to nothing.</summary>
    private const long MostTimesLarger = 100;

    /// <summary>Presentations with a thousand slides have some thousands of parts.</summary>
    private const int MostParts = 20_000;

    /// <summary>The list of so many parts with long names is still smaller. All of it is read at once, so a longer one is not.</summary>
    private const long MostDirectoryBytes = 8 * 1024 * 1024;

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
        try
        {
            if (ZipDirectory.Bytes(content) is > MostDirectoryBytes and var bytes)
            {
                return FileContent.Other($"oversized: the list of its parts alone has {ByteCount.InWords(bytes)}", "Save it as a PDF and upload that.");
            }

            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return Oversized(archive) ?? OpenDocument(archive) ?? OfficeOpenXml(archive) ?? Other(archive);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            return FileContent.Other("damaged or cut off", "Open it on your computer, save it again and upload that.");
        }
    }

    /// <summary>A document whose parts unpack to many times its size is made to fill the memory of whoever opens it.</summary>
    private static FileContent? Oversized(ZipArchive archive)
    {
        var unpacked = archive.Entries.Sum(entry => Math.Max(0, entry.Length));
        var packed = Math.Max(1, archive.Entries.Sum(entry => Math.Max(0, entry.CompressedLength)));
        return archive.Entries.Count > MostParts || (unpacked > MostUnpackedBytes && unpacked / packed > MostTimesLarger)
            ? FileContent.Other($"oversized: it unpacks to {ByteCount.InWords(unpacked)} in {archive.Entries.Count:N0} parts", "Save it as a PDF and upload that.")
            : null;
    }

    /// <summary>ODF 1.3 part 2, 3.3: a file named <c>mimetype</c>, first and uncompressed, names the kind.</summary>
    private static FileContent? OpenDocument(ZipArchive archive)
    {
        var mediaType = archive.Entries.Count > 0 && archive.Entries[0].FullName == "mimetype" ? ReadStart(archive.Entries[0]) : null;
        if (mediaType is null)
        {
            return null;
        }

        if (archive.GetEntry("META-INF/manifest.xml") is { } manifest && Says(manifest, "encryption-data"))
        {
            return FileContent.Other("an OpenDocument file locked with a password", "Remove the password and upload it again.");
        }

        if (archive.Entries.Any(entry => entry.FullName.StartsWith("Basic/", StringComparison.Ordinal) || entry.FullName.StartsWith("Scripts/", StringComparison.Ordinal)))
        {
            return FileContent.Other("an OpenDocument file with macros", WithoutMacros);
        }

        var type = AcceptedTypes.All.FirstOrDefault(accepted => accepted.ContentType == mediaType.TrimEnd());
        return type is not null && archive.GetEntry("content.xml") is not null ? FileContent.Accepted(type) : null;
    }

    /// <summary>
    /// ECMA-376 part 2: the package's relationships name the main part, whatever its name, and <c>[Content_Types].xml</c> gives its type,
    /// by name or by extension.
    /// </summary>
    private static FileContent? OfficeOpenXml(ZipArchive archive)
    {
        if (Find(archive, "[Content_Types].xml") is not { } types || Find(archive, "_rels/.rels") is not { } relationships)
        {
            return null;
        }

        if (archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase))
            || Elements(types, "Override").Concat(Elements(types, "Default")).Any(e => e("ContentType").Contains("vbaProject", StringComparison.OrdinalIgnoreCase)))
        {
            return FileContent.Other("an Office document with macros", WithoutMacros);
        }

        var main = Elements(relationships, "Relationship")
            .FirstOrDefault(element => element("Type").EndsWith("/officeDocument", StringComparison.Ordinal))?.Invoke("Target").TrimStart('/');
        if (main is null || Find(archive, main) is null)
        {
            return null;
        }

        var listed = Elements(types, "Override").FirstOrDefault(element => Same(element("PartName").TrimStart('/'), main))
            ?? Elements(types, "Default").FirstOrDefault(element => Same("." + element("Extension"), Path.GetExtension(main)));
        return listed is null ? null : mainParts.GetValueOrDefault(listed("ContentType"));
    }

    /// <summary>The elements of that name in a part, each as a function from an attribute's name to its value, empty when absent.</summary>
    private static IEnumerable<Func<string, string>> Elements(ZipArchiveEntry part, string name)
    {
        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
        });
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name)
            {
                var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
                while (xml.MoveToNextAttribute())
                {
                    attributes[xml.Name] = xml.Value;
                }

                yield return attribute => attributes.GetValueOrDefault(attribute, "");
            }
        }
    }

    private static ZipArchiveEntry? Find(ZipArchive archive, string name) => archive.Entries.FirstOrDefault(entry => Same(entry.FullName, name));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static FileContent Other(ZipArchive archive) => archive.GetEntry("META-INF/MANIFEST.MF") is not null
        ? FileContent.Other("a Java program")
        : archive.Entries.Any(entry => entry.IsEncrypted)
            ? FileContent.Other("a ZIP archive locked with a password", "Take the files out of it and upload those without a password.")
            : FileContent.Other("a ZIP archive", "Take the files out of it and upload those.");

    private static bool Says(ZipArchiveEntry part, string words)
    {
        using var text = new StreamReader(part.Open(), Encoding.UTF8);
        var buffer = new char[MostCharacters / 4];
        return buffer.AsSpan(0, text.ReadBlock(buffer)).Contains(words, StringComparison.Ordinal);
    }

    private static string ReadStart(ZipArchiveEntry entry)
    {
        var buffer = new byte[128];
        using var stream = entry.Open();
        return Encoding.ASCII.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }
}
