using System.Buffers;
using System.Security.Cryptography;

namespace Portal.Web.Files;

/// <summary>Copies a stream and takes its SHA-256 on the way, through one rented buffer whatever the length.</summary>
public static class HashedCopy
{
    /// <summary>Bytes in hand at any time.</summary>
    public const int BufferBytes = 128 * 1024;

    /// <summary>Takes the hash without keeping the bytes.</summary>
    public static Task<(string Sha256, long Length)> HashAsync(Stream from, CancellationToken cancellationToken) =>
        CopyAsync(from, Stream.Null, static _ => { }, cancellationToken);

    /// <param name="from">Read to its end.</param>
    /// <param name="to">Where the bytes go.</param>
    /// <param name="soFar">Called with the bytes read so far before each block is written; it may throw to stop the copy.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>SHA-256 as 64 lower-case hexadecimal digits, and the length in bytes.</returns>
    public static async Task<(string Sha256, long Length)> CopyAsync(
        Stream from, Stream to, Action<long> soFar, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long length = 0;
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken)) > 0)
            {
                length += read;
                soFar(length);
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
