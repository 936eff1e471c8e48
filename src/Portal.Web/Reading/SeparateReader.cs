using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Portal.Domain.Evidence;

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

    private static readonly string[] _keptVariables = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "SystemRoot", "TMPDIR", "TEMP"];

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
        using var process = Process.Start(Start(path, contentType)) ?? throw new InvalidOperationException("The process for reading could not be started.");
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
            End(process);
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

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    private ProcessStartInfo Start(string path, string contentType)
    {
        var (program, first) = Program();
        string[] arguments = [.. first, ExtractCommand.Name, path, contentType, JsonSerializer.Serialize(limits)];
        const string shell = "/bin/sh";
        var start = OperatingSystem.IsWindows() || !File.Exists(shell)
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo(shell, ["-c", "ulimit -c 0; ulimit -H -t \"$2\"; ulimit -S -t \"$1\"; shift 2; exec \"$@\"", "sh",
                limits.ProcessorSeconds.ToString(CultureInfo.InvariantCulture), (limits.ProcessorSeconds + 5).ToString(CultureInfo.InvariantCulture), program, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.UseShellExecute = false;
        start.WorkingDirectory = Path.GetTempPath();

        // None of the portal's secrets, and memory that ends.
        var kept = _keptVariables.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        kept.ForEach(variable => start.Environment[variable.Name] = variable.Value);
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.Megabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>The portal's own program: itself where it lies beside its library, else by way of the runtime.</summary>
    private static (string Program, string[] First) Program()
    {
        var library = typeof(SeparateReader).Assembly.Location;
        var itself = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return library.Length == 0 ? (Environment.ProcessPath!, []) : File.Exists(itself) ? (itself, []) : ("dotnet", [library]);
    }
}
