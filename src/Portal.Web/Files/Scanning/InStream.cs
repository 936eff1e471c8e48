using System.Buffers.Binary;

namespace Portal.Web.Files.Scanning;

/// <summary>Frames what is written to it as clamd's INSTREAM wants it: each block behind its length in four bytes, big-endian.</summary>
internal sealed class InStream(Stream connection, TimeSpan patience) : Stream
{
    private readonly byte[] _length = new byte[4];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return;
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience);
        BinaryPrimitives.WriteInt32BigEndian(_length, buffer.Length);
        await connection.WriteAsync(_length, limited.Token);
        await connection.WriteAsync(buffer, limited.Token);
    }

    /// <summary>A block of no bytes ends the file.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await connection.WriteAsync(new byte[4], ct);
        await connection.FlushAsync(ct);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
