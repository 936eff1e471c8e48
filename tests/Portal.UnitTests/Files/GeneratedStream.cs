namespace Portal.UnitTests.Files;

/// <summary>Content of any length that is nowhere in memory, and that can break off part way as an upload does.</summary>
public sealed class GeneratedStream(long length, Exception? breaksWith = null, Action<long>? onRead = null) : Stream
{
    private long position;

    public long Delivered => position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        onRead?.Invoke(position);
        var count = (int)Math.Min(buffer.Length, length - position);
        if (count == 0 && breaksWith is not null)
        {
            throw breaksWith;
        }

        for (var i = 0; i < count; i++)
        {
            buffer[i] = (byte)((position + i) * 2654435761 >> 13);
        }

        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(Read(buffer.Span));
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return ValueTask.FromException<int>(broken);
        }
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
