using System.Buffers.Binary;
using System.Text;

namespace Portal.Web.Documents.Bags;

/// <summary>
/// Reads the structure of a ZIP (PKWARE APPNOTE 6.3.10, with ZIP64) more strictly than an unpacker does: every byte must belong to a file
/// named in the central directory, and each file's two headers must agree, so that no two readers can see two different packs.
/// </summary>
internal sealed class ZipLayout(Stream zip)
{
    private const uint LocalSignature = 0x04034B50;
    private const uint CentralSignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const uint End64Signature = 0x06064B50;
    private const uint Locator64Signature = 0x07064B50;
    private const uint DescriptorSignature = 0x08074B50;
    private const uint In64 = 0xFFFFFFFF;
    private const ushort Encrypted = 0x0001;
    private const ushort WithDescriptor = 0x0008;
    private const ushort NameInUtf8 = 0x0800;
    private const int EndBytes = 22;
    private const int End64Bytes = 56;
    private const int Locator64Bytes = 20;
    private const int CentralBytes = 46;
    private const int LocalBytes = 30;

    /// <summary>Room for some 300,000 files; a pack has hundreds.</summary>
    private const int MostDirectoryBytes = 64 * 1024 * 1024;

    private readonly List<BagFault> faults = [];

    public IReadOnlyList<BagFault> Faults => faults;

    /// <summary>The files as far as they could be made out.</summary>
    public IReadOnlyList<ZipPart> Read()
    {
        try
        {
            var (offset, length, count) = FindDirectory();
            var records = ReadDirectory(At(offset, checked((int)length)), count);
            return CheckPlaces(records, offset);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or OverflowException)
        {
            Fault("The file is not a whole ZIP: it is cut off, has been added to or is damaged.");
            return [];
        }
    }

    private (long Offset, long Length, long Count) FindDirectory()
    {
        var position = zip.Length - EndBytes;
        var end = At(position, EndBytes);
        Require(U32(end, 0) == EndSignature && U32(end, 4) == 0 && U16(end, 20) == 0 && U16(end, 8) == U16(end, 10));
        long count = U16(end, 10);
        long length = U32(end, 12);
        long offset = U32(end, 16);
        if (position >= Locator64Bytes + End64Bytes && At(position - Locator64Bytes, Locator64Bytes) is var locator
            && U32(locator, 0) == Locator64Signature)
        {
            position -= Locator64Bytes + End64Bytes;
            Require(U32(locator, 4) == 0 && U32(locator, 16) == 1 && I64(locator, 8) == position);
            var end64 = At(position, End64Bytes);
            Require(U32(end64, 0) == End64Signature && I64(end64, 4) == End64Bytes - 12 && I64(end64, 16) == 0 && I64(end64, 24) == I64(end64, 32));
            Require(count is 0xFFFF || count == I64(end64, 32));
            Require(length is In64 || length == I64(end64, 40));
            Require(offset is In64 || offset == I64(end64, 48));
            (count, length, offset) = (I64(end64, 32), I64(end64, 40), I64(end64, 48));
        }

        Require(offset >= 0 && length is >= 0 and <= MostDirectoryBytes && count >= 0 && offset + length == position);
        return (offset, length, count);
    }

    private List<(ZipPart Part, byte[] Header)> ReadDirectory(byte[] directory, long count)
    {
        var records = new List<(ZipPart, byte[])>();
        var at = 0;
        while (at < directory.Length)
        {
            Require(directory.Length - at >= CentralBytes && U32(directory, at) == CentralSignature);
            var next = at + CentralBytes + U16(directory, at + 28) + U16(directory, at + 30) + U16(directory, at + 32);
            Require(next <= directory.Length && U16(directory, at + 32) == 0 && U16(directory, at + 34) == 0);
            var header = directory[at..next];
            records.Add((PartOf(header), header));
            at = next;
        }

        Require(records.Count == count);
        return records;
    }

    private ZipPart PartOf(byte[] header)
    {
        long length = U32(header, 24);
        long packed = U32(header, 20);
        long offset = U32(header, 42);
        var nameEnd = CentralBytes + U16(header, 28);
        var extra = new ZipExtra64(header.AsSpan(nameEnd));
        length = length == In64 ? extra.Next() : length;
        packed = packed == In64 ? extra.Next() : packed;
        offset = offset == In64 ? extra.Next() : offset;
        var name = Encoding.UTF8.GetString(header, CentralBytes, nameEnd - CentralBytes);
        var part = new ZipPart(name, U16(header, 10), U32(header, 16), packed, length, offset);
        var (flags, unixKind) = (U16(header, 8), U32(header, 38) >> 28);
        if ((flags & Encrypted) != 0 || part.Method is not (0 or 8))
        {
            Fault(part, "is encrypted or packed by a method that packs do not use");
        }

        if ((flags & NameInUtf8) == 0 && !Ascii.IsValid(header.AsSpan(CentralBytes, nameEnd - CentralBytes)))
        {
            Fault(part, "has a name that other systems will read differently");
        }

        if (header[5] == 3 && unixKind is not (0 or 4 or 8))
        {
            Fault(part, "is a link or a device, not a file");
        }

        return part;
    }

    /// <summary>The files must follow one another from the first byte to the central directory.</summary>
    private List<ZipPart> CheckPlaces(List<(ZipPart Part, byte[] Header)> records, long directoryOffset)
    {
        var ordered = records.OrderBy(record => record.Part.HeaderOffset).ToList();
        var parts = new List<ZipPart>();
        var expected = 0L;
        for (var i = 0; i < ordered.Count; i++)
        {
            var (part, central) = ordered[i];
            var limit = i + 1 < ordered.Count ? ordered[i + 1].Part.HeaderOffset : directoryOffset;
            if (part.HeaderOffset != expected)
            {
                Fault("The ZIP holds bytes that belong to no file.");
            }

            var dataOffset = DataOffset(part, central, limit);
            if (dataOffset is null)
            {
                Fault(part, "has two headers in the ZIP that disagree, or overlaps another file");
            }

            parts.Add(part with { DataOffset = dataOffset });
            expected = limit;
        }

        if (ordered.Count == 0)
        {
            Fault("The ZIP holds no files.");
        }

        return parts;
    }

    private long? DataOffset(ZipPart part, byte[] central, long limit)
    {
        if (part.HeaderOffset + LocalBytes > limit || part.PackedLength < 0 || part.Length < 0)
        {
            return null;
        }

        var local = At(part.HeaderOffset, LocalBytes);
        var nameBytes = U16(local, 26);
        var data = part.HeaderOffset + LocalBytes + nameBytes + U16(local, 28);
        var end = data + part.PackedLength;
        if (U32(local, 0) != LocalSignature || end < data || end > limit || nameBytes != U16(central, 28)
            || !local.AsSpan(6, 8).SequenceEqual(central.AsSpan(8, 8)))
        {
            return null;
        }

        var rest = At(part.HeaderOffset + LocalBytes, (int)(data - part.HeaderOffset - LocalBytes));
        var sameName = rest.AsSpan(0, nameBytes).SequenceEqual(central.AsSpan(CentralBytes, nameBytes));
        var borneOut = (U16(local, 6) & WithDescriptor) == 0
            ? end == limit && U32(local, 14) == part.Crc32 && SameLengths(part, local, rest.AsSpan(nameBytes))
            : DescriptorAgrees(part, At(end, (int)Math.Min(limit - end, 32)));
        return sameName && borneOut ? data : null;
    }

    private static bool SameLengths(ZipPart part, byte[] local, ReadOnlySpan<byte> extraField)
    {
        long packed = U32(local, 18);
        long length = U32(local, 22);
        var extra = new ZipExtra64(extraField);
        length = length == In64 ? extra.Next() : length;
        packed = packed == In64 ? extra.Next() : packed;
        return packed == part.PackedLength && length == part.Length;
    }

    private static bool DescriptorAgrees(ZipPart part, byte[] gap)
    {
        var start = gap.Length is 16 or 24 && U32(gap, 0) == DescriptorSignature ? 4 : 0;
        return (gap.Length - start) switch
        {
            12 => U32(gap, start) == part.Crc32 && U32(gap, start + 4) == part.PackedLength && U32(gap, start + 8) == part.Length,
            20 => U32(gap, start) == part.Crc32 && I64(gap, start + 4) == part.PackedLength && I64(gap, start + 12) == part.Length,
            _ => false,
        };
    }

    private byte[] At(long position, int count)
    {
        Require(position >= 0 && position <= zip.Length - count);
        var bytes = new byte[count];
        zip.Position = position;
        zip.ReadExactly(bytes);
        return bytes;
    }

    private void Fault(ZipPart part, string what) => Fault($"“{BagPath.Show(part.Name)}” {what}.");

    private void Fault(string words) => faults.Add(new BagFault(BagFaultKind.ZipDamaged, words));

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException();
        }
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long I64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}
