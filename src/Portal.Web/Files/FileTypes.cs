using System.Buffers;
using System.Text;

namespace Portal.Web.Files;

/// <summary>Finds what a file is from its content. The name is only compared with the answer.</summary>
public static class FileTypes
{
    private const int HeadBytes = 4096;
    private const string SaveAsPdf = "Save it as a PDF and upload that.";
    private const string Unpack = "Take the files out of it and upload those.";

    private static readonly SearchValues<byte> beforePdfHeader = SearchValues.Create([0xEF, 0xBB, 0xBF, .. " \t\r\n\0"u8]);

    /// <summary>Beginnings that settle what a file is. Sources: the formats' own specifications; ISO 32000 for PDF, RFC 2083 for PNG.</summary>
    private static readonly (byte[] Start, FileContent Content)[] beginnings =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], FileContent.Accepted(AcceptedTypes.Png)),
        ([0xFF, 0xD8, 0xFF], FileContent.Accepted(AcceptedTypes.Jpeg)),
        ([.. "ID3"u8, 2], FileContent.Accepted(AcceptedTypes.Mp3)),
        ([.. "ID3"u8, 3], FileContent.Accepted(AcceptedTypes.Mp3)),
        ([.. "ID3"u8, 4], FileContent.Accepted(AcceptedTypes.Mp3)),
        ([0x7F, .. "ELF"u8], FileContent.Other("a Linux program")),
        ([0xCA, 0xFE, 0xBA, 0xBE], FileContent.Other("a program")),
        ([0xCF, 0xFA, 0xED, 0xFE], FileContent.Other("a macOS program")),
        ([.. "#!"u8], FileContent.Other("a script")),
        ([.. "{\\rtf"u8], FileContent.Other("an RTF document", "Save it as a Word document or a PDF and upload that.")),
        ([.. "GIF8"u8], FileContent.Other("a GIF image", "Save it as a PNG and upload that.")),
        ([.. "II*\0"u8], FileContent.Other("a TIFF image", SaveAsPdf)),
        ([.. "MM\0*"u8], FileContent.Other("a TIFF image", SaveAsPdf)),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], FileContent.Other("a 7-Zip archive", Unpack)),
        ([.. "Rar!"u8, 0x1A, 0x07], FileContent.Other("a RAR archive", Unpack)),
        ([0x1F, 0x8B], FileContent.Other("a gzip archive", Unpack)),
        ([.. "BZh9"u8], FileContent.Other("a bzip2 archive", Unpack)),
        ([0xFD, .. "7zXZ"u8, 0], FileContent.Other("an xz archive", Unpack)),
        ([0x28, 0xB5, 0x2F, 0xFD], FileContent.Other("a Zstandard archive", Unpack)),
        ([.. "MSCF"u8, 0, 0, 0, 0], FileContent.Other("a Windows cabinet", Unpack)),
    ];

    /// <summary>Examines content. A broken or hostile file is an answer, not an exception.</summary>
    /// <param name="seekable">Read from its start; left open, at no particular position.</param>
    /// <param name="fileName">As the person's computer gave it.</param>
    public static FileType Detect(Stream seekable, string fileName) => new(Examine(seekable), AcceptedTypes.ForName(fileName));

    private static FileContent Examine(Stream content)
    {
        content.Position = 0;
        var buffer = new byte[HeadBytes];
        ReadOnlySpan<byte> head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadBytes, throwOnEndOfStream: false));
        if (StartsWithPdfHeader(head))
        {
            return PdfLock.AsksForPassword(content)
                ? FileContent.Other("a PDF locked with a password", "Save it without the password and upload that.")
                : FileContent.Accepted(AcceptedTypes.Pdf);
        }

        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return ZippedDocument.Examine(content);
        }

        if (head.StartsWith(CompoundFile.Signature))
        {
            return CompoundFile.Examine(content);
        }

        foreach (var (start, found) in beginnings)
        {
            if (head.StartsWith(start))
            {
                return found;
            }
        }

        // Two letters are not enough: a text may begin with them, but it has no zero bytes.
        if (head.StartsWith("MZ"u8) && head.Contains((byte)0))
        {
            return FileContent.Other("a Windows program");
        }

        if (head.Length > 262 && head[257..262].SequenceEqual("ustar"u8))
        {
            return FileContent.Other("a tar archive", Unpack);
        }

        return Media(head) ?? TextContent.Examine(content, head);
    }

    /// <summary>White space and a byte order mark before the header are common in the wild; anything else could be a file of two kinds.</summary>
    private static bool StartsWithPdfHeader(ReadOnlySpan<byte> head)
    {
        var start = head.IndexOfAnyExcept(beforePdfHeader);
        return start >= 0 && head[start..].StartsWith("%PDF-"u8);
    }

    private static FileContent? Media(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            var brand = Encoding.ASCII.GetString(head[8..12]);
            return brand switch
            {
                "heic" or "heix" or "mif1" or "msf1" or "avif" =>
                    FileContent.Other("an HEIC or AVIF photograph", "Save it as a JPEG and upload that."),
                "qt  " => FileContent.Other("a QuickTime film", "Save it as an MP4 and upload that."),
                _ => FileContent.Accepted(AcceptedTypes.Mp4),
            };
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12] is var form
            && (form.SequenceEqual("WAVE"u8) || form.SequenceEqual("AVI "u8) || form.SequenceEqual("WEBP"u8)))
        {
            return FileContent.Other("a WAV, AVI or WebP file", "Save it as an MP3, MP4 or PNG and upload that.");
        }

        return IsMpegAudioFrame(head) ? FileContent.Accepted(AcceptedTypes.Mp3) : null;
    }

    /// <summary>ISO 11172-3 frame header of layer III: eleven set bits, then version, layer, bit rate and sampling rate none of which is reserved.</summary>
    private static bool IsMpegAudioFrame(ReadOnlySpan<byte> head) =>
        head.Length > 4 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[1] & 0x18) != 0x08
        && (head[2] & 0xF0) is not (0x00 or 0xF0) && (head[2] & 0x0C) != 0x0C;
}
