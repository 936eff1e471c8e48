using System.Diagnostics;
using System.Text.Json;
using Portal.Domain.Evidence;
using Portal.Web.Processes;

namespace Portal.Web.Reading;

/// <summary>
/// Reads a document in a process of its own: the same program with the command <c>extract</c>. Memory, processor time, time by the clock and what it may
/// answer are limited from outside, so that a malformed, bomb-like or endless file ends its own reading and harms nothing else. The process gets none of
/// the portal's configuration, and ends when the portal does, however that ends.
/// </summary>
public sealed class SeparateReader(ReadingLimits limits, ILogger<SeparateReader> log) : IDisposable
{
    /// <summary>How the shell reports the end by a signal: 128 and the signal's number.</summary>
    private const int Aborted = 128 + 6, Killed = 128 + 9, SegmentationFault = 128 + 11, OutOfProcessorTime = 128 + 24;

    /// <summary>Bytes that one character of text may take up in the answer.</summary>
    private const int BytesOfCharacter = 6;

    private readonly SemaphoreSlim _turns = new(limits.AtOnce, limits.AtOnce);

    /// <param name="path">The file.</param>
    /// <param name="contentType">As the portal found it in the content.</param>
    /// <param name="ct">Ends the reading without an answer.</param>
    /// <exception cref="InvalidOperationException">The process could not do its work through no fault of the file.</exception>
    public async Task<ReadText> ReadAsync(string path, string contentType, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            return await ReadInTurnAsync(path, contentType, ct);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<ReadText> ReadInTurnAsync(string path, string contentType, CancellationToken ct)
    {
        using var process = Process.Start(LimitedProcess.OfPortal(
            [ExtractCommand.Name, path, contentType, JsonSerializer.Serialize(limits)], limits.ProcessorSeconds, limits.Megabytes)) ?? throw new InvalidOperationException("The process for reading could not be started.");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(limits.Seconds));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var said = ErrorsAsync(process, until.Token);
            using var answer = new MemoryStream();
            if (!await CopyAsync(process.StandardOutput.BaseStream, answer, until.Token))
            {
                return ReadText.Without(ReadingState.TooLarge);
            }

            await process.WaitForExitAsync(until.Token);
            return Ended(process.ExitCode, answer, await said);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return ReadText.Without(ReadingState.TookTooLong);
        }
        finally
        {
            LimitedProcess.End(process);
        }
    }

    private ReadText Ended(int exitCode, MemoryStream answer, string said)
    {
        if (exitCode == 0)
        {
            answer.Position = 0;
            return JsonSerializer.Deserialize<ReadText>(answer) ?? throw new InvalidOperationException("The process for reading gave no answer.");
        }

        log.LogWarning("The process that read a file ended with {ExitCode}: {Said}", exitCode, said);
        return exitCode switch
        {
            _ when said.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || said.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal) =>
                ReadText.Without(ReadingState.TooLarge),
            OutOfProcessorTime => ReadText.Without(ReadingState.TookTooLong),
            Killed => ReadText.Without(ReadingState.TooLarge),
            Aborted or SegmentationFault => ReadText.Without(ReadingState.Damaged),
            _ => throw new InvalidOperationException($"The process for reading ended with {exitCode}: {said}"),
        };
    }

    /// <returns>False when there is more than an answer may have.</returns>
    private async Task<bool> CopyAsync(Stream from, MemoryStream to, CancellationToken ct)
    {
        var most = ((long)limits.MostCharacters * BytesOfCharacter) + 1_000_000;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (to.Length + read > Math.Min(most, int.MaxValue / 2))
            {
                return false;
            }

            to.Write(buffer, 0, read);
        }

        return true;
    }

    private static async Task<string> ErrorsAsync(Process process, CancellationToken ct)
    {
        const int most = 2_000;
        var (said, buffer) = ("", new char[1_000]);
        int read;
        while ((read = await process.StandardError.ReadAsync(buffer, ct)) > 0)
        {
            said = said.Length < most ? said + new string(buffer, 0, read) : said;
        }

        return said;
    }
}
