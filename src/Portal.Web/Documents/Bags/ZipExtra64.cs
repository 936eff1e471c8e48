using System.Buffers.Binary;

namespace Portal.Web.Documents.Bags;

/// <summary>The ZIP64 extended information: eight bytes for each field of the header that is full of ones, in order.</summary>
internal ref struct ZipExtra64
{
    private ReadOnlySpan<byte> values;

    public ZipExtra64(ReadOnlySpan<byte> extraField)
    {
        while (extraField.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extraField), BinaryPrimitives.ReadUInt16LittleEndian(extraField[2..]));
            if (4 + length > extraField.Length)
            {
                break;
            }

            if (id == 1)
            {
                values = extraField.Slice(4, length);
            }

            extraField = extraField[(4 + length)..];
        }
    }

    /// <summary>-1, which no real length is, when the value is not there.</summary>
    public long Next()
    {
        if (values.Length < sizeof(long))
        {
            return -1;
        }

        var value = BinaryPrimitives.ReadInt64LittleEndian(values);
        values = values[sizeof(long)..];
        return value;
    }
}
