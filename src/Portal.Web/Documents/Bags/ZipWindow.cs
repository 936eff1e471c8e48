namespace Portal.Web.Documents.Bags;

/// <summary>The packed bytes of one file in a ZIP, read in order.</summary>
internal sealed class ZipWindow(Stream zip, long offset, long length) : Stream
{
    private long done;

    public bool AtEnd => done == length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => done; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        zip.Position = offset + done;
        return Count(zip.Read(buffer[..(int)Math.Min(buffer.Length, length - done)]));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        zip.Position = offset + done;
        return Count(await zip.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - done)], cancellationToken));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        done += read;
        return read;
    }
}
