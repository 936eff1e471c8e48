using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Portal.Web.Files.Stores;

/// <summary>
/// A blob that is read where one stands in it: the download begins at the first read, and anew after a jump. The client library's own
/// seekable stream fetches block after block and waits for each, which takes three times as long.
/// </summary>
internal sealed class BlobReadStream(BlobClient blob, long length) : Stream
{
    private Stream? _coming;
    private long _comingAt;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length)
        {
            return 0;
        }

        try
        {
            if (_coming is null || _comingAt != Position)
            {
                await LeaveAsync();
                _coming = (await blob.DownloadStreamingAsync(FromHere(), cancellationToken)).Value.Content;
            }

            return Advance(await _coming.ReadAsync(buffer, cancellationToken));
        }
        catch (RequestFailedException failed)
        {
            throw Away(failed);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length)
        {
            return 0;
        }

        try
        {
            if (_coming is null || _comingAt != Position)
            {
                _coming?.Dispose();
                _coming = blob.DownloadStreaming(FromHere()).Value.Content;
            }

            return Advance(_coming.Read(buffer));
        }
        catch (RequestFailedException failed)
        {
            throw Away(failed);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = offset + (origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => length });
        return Position = place >= 0 ? place : throw new IOException("Nothing comes before the beginning.");
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _coming?.Dispose();
        }

        base.Dispose(disposing);
    }

    private BlobDownloadOptions FromHere() => new() { Range = new HttpRange(Position) };

    private StoreAway Away(RequestFailedException failed) => new($"The container {blob.BlobContainerName} did not give {blob.Name}.", failed);

    private int Advance(int read)
    {
        Position += read;
        _comingAt = Position;
        return read;
    }

    private async Task LeaveAsync()
    {
        if (_coming is not null)
        {
            await _coming.DisposeAsync();
            _coming = null;
        }
    }
}
