using System.Buffers.Binary;

namespace Portal.Web.Files;

/// <summary>The list of parts at the end of a ZIP archive (APPNOTE 4.3.12–4.3.16), measured before anything reads it.</summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorBytes = 20;
    private const int PlaceInEnd = 16;
    private const int PlaceInLongEnd = 48;

    /// <summary>Bytes from the beginning of the list to what ends it, whatever it says of itself.</summary>
    /// <exception cref="InvalidDataException">The archive has no end, or its list lies behind it.</exception>
    public static long Bytes(Stream content)
    {
        var tailBytes = (int)Math.Min(content.Length, EndBytes + LongestComment + LocatorBytes);
        var tail = ReadAt(content, content.Length - tailBytes, tailBytes);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndBytes > tail.Length)
        {
            throw new InvalidDataException("The archive has no end.");
        }

        long begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + PlaceInEnd));
        if (end >= LocatorBytes && tail.AsSpan(end - LocatorBytes).StartsWith("PK\x06\x07"u8))
        {
            // Both records may give a place, and readers differ in which they believe.
            var longEnd = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorBytes + 8));
            begin = Math.Min(begin, BinaryPrimitives.ReadInt64LittleEndian(ReadAt(content, longEnd + PlaceInLongEnd, sizeof(long))));
        }

        var bytes = content.Length - tailBytes + end - begin;
        return begin >= 0 && bytes >= 0 ? bytes : throw new InvalidDataException("The list of parts lies behind the end of the archive.");
    }

    private static byte[] ReadAt(Stream content, long position, int count)
    {
        if (position < 0 || position > content.Length - count)
        {
            throw new InvalidDataException("The archive is cut off.");
        }

        var bytes = new byte[count];
        content.Position = position;
        content.ReadExactly(bytes);
        return bytes;
    }
}
