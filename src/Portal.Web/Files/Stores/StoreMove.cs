namespace Portal.Web.Files.Stores;

/// <summary>How far a move is.</summary>
/// <param name="Contents">Looked at so far.</param>
/// <param name="Bytes">Of those.</param>
/// <param name="OfContents">There were so many when it began.</param>
/// <param name="OfBytes">Of those.</param>
public sealed record MoveProgress(int Contents, long Bytes, int OfContents, long OfBytes);

/// <summary>
/// Brings contents from one store into the other, one after another: copied, read back and compared by hash, and only then taken away where they
/// came from. What is still to be done is what still lies there, so a move that was killed goes on where it was, whoever starts it again.
/// </summary>
public sealed class StoreMove(MovingStore stores)
{
    private readonly List<string> _left = [];
    private int _contents;
    private long _bytes;

    /// <summary>What stays where it was, each with the reason.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Contents that moved.</summary>
    public int Moved { get; private set; }

    /// <exception cref="IOException">One of the stores fails; what has moved by then has moved.</exception>
    public async Task RunAsync(Action<MoveProgress> tell, CancellationToken ct)
    {
        var (count, size) = await CountAsync(ct);
        foreach (var prefix in ContentNames.Kept)
        {
            await foreach (var content in stores.From.ListAsync(prefix, ct))
            {
                await MoveAsync(content, ct);
                _contents++;
                _bytes += content.Length;
                tell(new MoveProgress(_contents, _bytes, Math.Max(count, _contents), Math.Max(size, _bytes)));
            }
        }
    }

    private async Task<(int Contents, long Bytes)> CountAsync(CancellationToken ct)
    {
        var (count, size) = (0, 0L);
        foreach (var prefix in ContentNames.Kept)
        {
            await foreach (var content in stores.From.ListAsync(prefix, ct))
            {
                (count, size) = (count + 1, size + content.Length);
            }
        }

        return (count, size);
    }

    private async Task MoveAsync(HeldContent content, CancellationToken ct)
    {
        try
        {
            if (await CopyAsync(content.Name, ct) is { } fault)
            {
                _left.Add($"{content.Name}: {fault}");
                return;
            }
        }
        catch (FileNotFoundException)
        {
            return; // Deleted since it was listed.
        }

        await stores.From.DeleteAsync(content.Name, ct);
        Moved++;
    }

    /// <returns>What is wrong; null when it is safely there.</returns>
    private async Task<string?> CopyAsync(string name, CancellationToken ct)
    {
        await using var source = await stores.From.OpenReadAsync(name, ct);
        var (sha256, _) = await HashedCopy.HashAsync(source, ct);
        if (ContentNames.HashIn(name) is { } promised && promised != sha256)
        {
            return "its content is not what its name says; it was damaged before";
        }

        await stores.To.WriteAsync(name, source, ct);
        await using var written = await stores.To.OpenReadAsync(name, ct);
        return (await HashedCopy.HashAsync(written, ct)).Sha256 == sha256 ? null : "what was read back is not what was written";
    }
}
