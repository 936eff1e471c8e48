namespace Portal.Web.Documents.Bags;

/// <summary>The CRC-32 of ZIP files (ISO 3309, reflected polynomial 0xEDB88320), eight bytes a step. The framework has it only in a package of its own.</summary>
internal sealed class Crc32
{
    private const int Step = 8;
    private static readonly uint[][] tables = MakeTables();
    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        while (bytes.Length >= Step)
        {
            crc ^= (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            crc = tables[7][crc & 0xFF] ^ tables[6][(crc >> 8) & 0xFF] ^ tables[5][(crc >> 16) & 0xFF] ^ tables[4][crc >> 24]
                ^ tables[3][bytes[4]] ^ tables[2][bytes[5]] ^ tables[1][bytes[6]] ^ tables[0][bytes[7]];
            bytes = bytes[Step..];
        }

        foreach (var b in bytes)
        {
            crc = tables[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        state = crc;
    }

    private static uint[][] MakeTables()
    {
        var made = Enumerable.Range(0, Step).Select(_ => new uint[256]).ToArray();
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            made[0][i] = crc;
        }

        for (var table = 1; table < Step; table++)
        {
            for (var i = 0; i < 256; i++)
            {
                made[table][i] = (made[table - 1][i] >> 8) ^ made[0][made[table - 1][i] & 0xFF];
            }
        }

        return made;
    }
}
