using System.Text;

namespace Portal.WebTests.Infrastructure;

/// <summary>As much plain text as is asked for, the same for the same seed, made while it is read.</summary>
public sealed class WrittenText(long length, int seed) : Stream
{
    private readonly byte[] _page = Page(seed);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var start = (int)(_position % _page.Length);
        var read = (int)Math.Min(Math.Min(buffer.Length, _page.Length - start), length - _position);
        _page.AsSpan(start, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Hexadecimal digits of noise: text that no compression makes small.
    private static byte[] Page(int seed)
    {
        var noise = new byte[1 << 19];
#pragma warning disable CA5394 // Nothing secret: the same text each time.
        new Random(seed).NextBytes(noise);
#pragma warning restore CA5394
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(noise));
    }
}
