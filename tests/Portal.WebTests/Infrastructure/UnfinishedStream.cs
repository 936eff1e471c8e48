namespace Portal.WebTests.Infrastructure;

/// <summary>Gives the beginning of something and then nothing more, as a browser whose window is closed.</summary>
internal sealed class UnfinishedStream(byte[] beginning) : MemoryStream(beginning)
{
    private readonly TaskCompletionSource _halfRead = new();
    private readonly TaskCompletionSource _never = new();

    public Task HalfRead => _halfRead.Task;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            return read;
        }

        _halfRead.TrySetResult();
        await _never.Task.WaitAsync(cancellationToken);
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _never.TrySetException(new IOException("The window was closed."));
        base.Dispose(disposing);
    }
}
