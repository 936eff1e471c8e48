using System.Buffers.Binary;
using System.Text;

namespace Portal.Web.Files;

/// <summary>
/// Tells the Office 97–2003 formats apart by the streams in their compound file ([MS-CFB]): the directory is a chain of sectors,
/// each entry 128 bytes with a UTF-16 name.
/// </summary>
internal static class CompoundFile
{
    private const uint LastRegularSector = 0xFFFFFFFA;
    private const int HeaderBytes = 512;
    private const int EntryBytes = 128;
    private const int EntriesOfFatInHeader = 109;

    /// <summary>Real files have a few dozen streams; a directory longer than this many sectors is not followed further.</summary>
    private const int MostDirectorySectors = 1024;

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static FileContent Examine(Stream content)
    {
        try
        {
            var entries = Entries(content);
            var names = entries.Keys;
            return names switch
            {
                _ when names.Contains("_VBA_PROJECT") || names.Contains("_VBA_PROJECT_CUR") || names.Contains("Macros") =>
                    FileContent.Other("an older Office document with macros", "Save it without macros and upload that."),
                _ when names.Contains("EncryptedSummary") || IsLocked(content, entries) =>
                    FileContent.Other("an older Office document locked with a password", "Remove the password and upload it again."),
                _ when names.Contains("EncryptedPackage") =>
                    FileContent.Other("an Office document locked with a password", "Remove the password and upload it again."),
                _ when names.Contains("WordDocument") => FileContent.Accepted(AcceptedTypes.Doc),
                _ when names.Contains("Workbook") || names.Contains("Book") => FileContent.Accepted(AcceptedTypes.Xls),
                _ when names.Contains("PowerPoint Document") => FileContent.Accepted(AcceptedTypes.Ppt),
                _ when names.Contains("__properties_version1.0") =>
                    FileContent.Other("an Outlook message", "Save it as .eml or as a PDF and upload that."),
                _ => FileContent.Other("an older Office or Windows file of another kind", "Save it as a PDF and upload that."),
            };
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException)
        {
            return FileContent.Other("damaged or cut off", "Open it on your computer, save it again and upload that.");
        }
    }

    /// <summary>
    /// [MS-DOC] 2.5.2: a bit of the first bytes of the main stream. [MS-XLS] 2.4.117: a record FilePass behind the first. Both streams
    /// of a real document are too long for the sectors of small streams, so they begin where the directory says.
    /// </summary>
    private static bool IsLocked(Stream content, Dictionary<string, long> entries)
    {
        const int FilePass = 0x2F;
        const int WordIdentifier = 0xA5EC;
        const int BeginningOfFile = 0x0809;
        if (entries.TryGetValue("WordDocument", out var word) && word + 12 <= content.Length)
        {
            var fib = ReadAt(content, word, 12);
            return BinaryPrimitives.ReadUInt16LittleEndian(fib) == WordIdentifier && (fib[11] & 0x01) != 0;
        }

        if ((entries.TryGetValue("Workbook", out var book) || entries.TryGetValue("Book", out book)) && book + 4 <= content.Length)
        {
            var first = ReadAt(content, book, 4);
            var second = book + 4 + BinaryPrimitives.ReadUInt16LittleEndian(first.AsSpan(2));
            return BinaryPrimitives.ReadUInt16LittleEndian(first) == BeginningOfFile && second + 2 <= content.Length && BinaryPrimitives.ReadUInt16LittleEndian(ReadAt(content, second, 2)) == FilePass;
        }

        return false;
    }

    /// <summary>The names in the directory, each with the place where its stream begins.</summary>
    private static Dictionary<string, long> Entries(Stream content)
    {
        var header = ReadAt(content, 0, HeaderBytes);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (shift is not (9 or 12))
        {
            throw new InvalidDataException("A compound file has sectors of 512 or 4096 bytes.");
        }

        var sectorBytes = 1 << shift;
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var followed = 0; sector <= LastRegularSector && followed < MostDirectorySectors; followed++)
        {
            var entries = ReadAt(content, (sector + 1L) << shift, sectorBytes);
            for (var at = 0; at < sectorBytes; at += EntryBytes)
            {
                var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(entries.AsSpan(at + 64));
                if (nameBytes is > 2 and <= 64)
                {
                    names[Encoding.Unicode.GetString(entries, at, nameBytes - 2)] =
                        (BinaryPrimitives.ReadUInt32LittleEndian(entries.AsSpan(at + 116)) + 1L) << shift;
                }
            }

            sector = NextSector(content, header, sector, shift);
        }

        return names;
    }

    /// <summary>
    /// The allocation table gives each sector's successor. Its own first 109 sectors are named in the header, enough for 7 MB of 512-byte
    /// sectors; further ones in a chain of sectors of their own.
    /// </summary>
    private static uint NextSector(Stream content, byte[] header, uint sector, int shift)
    {
        var perSector = (1u << shift) / sizeof(uint);
        var fatSector = FatSector(content, header, sector / perSector, shift);
        return BinaryPrimitives.ReadUInt32LittleEndian(
            ReadAt(content, ((fatSector + 1L) << shift) + (sector % perSector * sizeof(uint)), sizeof(uint)));
    }

    private static uint FatSector(Stream content, byte[] header, uint index, int shift)
    {
        if (index < EntriesOfFatInHeader)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + ((int)index * sizeof(uint))));
        }

        var namedBySector = (1u << shift) / sizeof(uint) - 1;
        var place = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        for (index -= EntriesOfFatInHeader; index >= namedBySector; index -= namedBySector)
        {
            place = BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(content, ((place + 1L) << shift) + (namedBySector * sizeof(uint)), sizeof(uint)));
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(ReadAt(content, ((place + 1L) << shift) + (index * sizeof(uint)), sizeof(uint)));
    }

    private static byte[] ReadAt(Stream content, long position, int count)
    {
        if (position > content.Length - count)
        {
            throw new EndOfStreamException();
        }

        var bytes = new byte[count];
        content.Position = position;
        content.ReadExactly(bytes);
        return bytes;
    }
}
