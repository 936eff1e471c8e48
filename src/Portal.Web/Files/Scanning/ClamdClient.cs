using System.Net.Sockets;
using System.Text;

namespace Portal.Web.Files.Scanning;

/// <summary>Speaks with ClamAV's daemon: one connection for each file, the file streamed in blocks, never held in memory.</summary>
public sealed class ClamdClient(ScanningOptions options)
{
    /// <summary>clamd's answers are a line; more is not read.</summary>
    private const int LongestAnswer = 4096;

    private TimeSpan Patience => TimeSpan.FromSeconds(options.PatienceSeconds);

    /// <summary>Gives the whole content to the scanner.</summary>
    /// <exception cref="ScannerAway">It cannot be reached.</exception>
    /// <exception cref="ScannerFailed">It came to no verdict.</exception>
    public async Task<Verdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var connection = await ConnectAsync(ct);
        await using var stream = connection.GetStream();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);

        // Read from the start: clamd may answer before the end of the file, and closes the connection when it does.
        var answer = ReadAsync(stream, done.Token);
        var (sha256, broken) = await SendAsync(stream, content, ct);
        done.CancelAfter(broken is null ? TimeSpan.FromSeconds(options.VerdictSeconds) : Patience);
        try
        {
            return await answer is { Length: > 0 } said ? Verdict.From(said, sha256) : throw new ScannerFailed("The virus scanner broke the connection off.", broken);
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new ScannerFailed("The virus scanner gave no answer.", broken ?? lost);
        }
    }

    /// <summary>Whether the daemon answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var connection = await ConnectAsync(ct);
            await using var stream = connection.GetStream();
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limited.CancelAfter(Patience);
            await stream.WriteAsync("zPING\0"u8.ToArray(), limited.Token);
            return await ReadAsync(stream, limited.Token) == "PONG";
        }
        catch (Exception away) when (away is ScannerAway or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<TcpClient> ConnectAsync(CancellationToken ct)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limited.CancelAfter(Patience);
            await connection.ConnectAsync(options.Host!, options.Port, limited.Token);
            return connection;
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            connection.Dispose();
            throw new ScannerAway("The virus scanner does not answer.", away);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>The hash of what was read, and what ended the sending early; null when all was sent.</returns>
    private async Task<(string Sha256, Exception? Broken)> SendAsync(NetworkStream connection, Stream content, CancellationToken ct)
    {
        await using var blocks = new InStream(connection, Patience);
        try
        {
            await connection.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
            var (sha256, _) = await HashedCopy.CopyAsync(content, blocks, static _ => { }, ct);
            await blocks.EndAsync(ct);
            return (sha256, null);
        }
        catch (Exception broken) when ((broken is IOException { InnerException: SocketException } or OperationCanceledException) && !ct.IsCancellationRequested)
        {
            return ("", broken);
        }
    }

    private static async Task<string> ReadAsync(NetworkStream connection, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await connection.ReadAsync(answer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (answer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
    }
}
