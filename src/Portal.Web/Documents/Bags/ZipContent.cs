using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Portal.Web.Files;

namespace Portal.Web.Documents.Bags;

/// <summary>Reads the content of one file of a ZIP through one buffer, taking its SHA-256 and comparing its length and CRC with the ZIP's record.</summary>
internal sealed class ZipContent(Stream zip)
{
    /// <param name="part">With a data offset.</param>
    /// <param name="most">No more than this is read of content that goes on.</param>
    /// <param name="keep">Gets the bytes read; <see cref="Stream.Null"/> to drop them.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public async Task<ZipContentRead> ReadAsync(ZipPart part, long most, Stream keep, CancellationToken cancellationToken)
    {
        var packed = new ZipWindow(zip, part.DataOffset!.Value, part.PackedLength);
        await using var content = part.Method == 0 ? packed : (Stream)new DeflateStream(packed, CompressionMode.Decompress);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        var buffer = ArrayPool<byte>.Shared.Rent(HashedCopy.BufferBytes);
        var length = 0L;
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, HashedCopy.BufferBytes), cancellationToken)) > 0)
            {
                length += read;
                if (length > most)
                {
                    return new ZipContentRead(null, length, AsRecorded: false);
                }

                hash.AppendData(buffer, 0, read);
                crc.Append(buffer.AsSpan(0, read));
                await keep.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (InvalidDataException)
        {
            // The packed bytes are not what a compressor writes: what came before the break is hashed, and differs.
            return new ZipContentRead(Convert.ToHexStringLower(hash.GetHashAndReset()), length, AsRecorded: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var asRecorded = length == part.Length && crc.Value == part.Crc32 && packed.AtEnd;
        return new ZipContentRead(Convert.ToHexStringLower(hash.GetHashAndReset()), length, asRecorded);
    }
}
