using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Portal.Web.Processes;

namespace Portal.Web.Documents.Bundles;

/// <summary>
/// Counts and binds pages in a process of its own: the same program with the command <c>bind</c>. A document that crashes it, fills its memory or never ends
/// is found out, and the process begun anew for the next.
/// </summary>
public sealed class PdfWorker(BundleOptions options, ILogger log) : IAsyncDisposable
{
    /// <summary>How the shell reports the end by that signal.</summary>
    private const int OutOfProcessorTime = 128 + 24, Interrupted = 128 + 2, Killed = 128 + 9, Terminated = 128 + 15;

    /// <summary>Bookmarks, the tree of pages and the way to the disk, of all documents together.</summary>
    private const int SlowerToClose = 10;

    private Process? _process;
    private Task<string> _said = Task.FromResult("");

    /// <summary>Most memory that the process has had, in bytes; 0 when it is not running.</summary>
    public long PeakBytes
    {
        get
        {
            _process?.Refresh();
            return _process?.PeakWorkingSet64 ?? 0;
        }
    }

    /// <summary>Tells how many pages of a document can be bound.</summary>
    public async Task<(int Pages, PdfRefusal? Refusal)> CountAsync(string path, CancellationToken ct)
    {
        await AskAsync(new BindRequest(path, null), ct);
        return await AnswerAsync(options.SecondsForADocument, ct) switch
        {
            { Answer: { } answer } => (answer.Pages, answer.Refusal),
            { IsLate: true } => (0, PdfRefusal.TakesTooLong),
            { ExitCode: var exitCode } when IsNobodysFault(exitCode) => throw new IOException("The pages of a document could not be counted."),
            _ => (0, PdfRefusal.Damaged),
        };
    }

    /// <summary>Binds, or finds out which evidence keeps it from being bound.</summary>
    /// <param name="plan">What to bind.</param>
    /// <param name="progress">Told the place of the part that is begun.</param>
    /// <param name="ct">Kills the process.</param>
    /// <returns>By number of evidence, why it cannot be bound; empty where all was.</returns>
    /// <exception cref="IOException">The bundle could not be written, or a part that is the portal's own could not be bound.</exception>
    public async Task<IReadOnlyDictionary<int, PdfRefusal>> BindAsync(BindingPlan plan, IProgress<int> progress, CancellationToken ct)
    {
        await AskAsync(new BindRequest(null, plan), ct);
        var at = 0;
        while (true)
        {
            var (answer, late, exitCode) = await AnswerAsync(at == plan.Parts.Count ? options.SecondsForADocument * SlowerToClose : options.SecondsForADocument, ct);
            if (answer is { Begins: { } begun })
            {
                progress.Report(at = begun);
            }
            else if (answer is { Faulty: { } faulty })
            {
                return faulty.ToDictionary(item => item, _ => PdfRefusal.Damaged);
            }
            else if (!IsNobodysFault(exitCode) && plan.Parts.ElementAtOrDefault(at)?.Item is { } item)
            {
                return new Dictionary<int, PdfRefusal> { [item] = late ? PdfRefusal.TakesTooLong : PdfRefusal.Damaged };
            }
            else
            {
                throw new IOException("The bundle could not be bound and written.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            LimitedProcess.End(process);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    private async Task AskAsync(BindRequest request, CancellationToken ct)
    {
        if (_process is null)
        {
            _process = Process.Start(LimitedProcess.OfPortal(
                [BindCommand.Name, options.MostPagesOfADocument.ToString(CultureInfo.InvariantCulture)], options.ProcessorSeconds, options.Megabytes))
                ?? throw new IOException("The process that binds pages could not be started.");
            _said = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        }

        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
    }

    /// <summary>Whether the process ended from outside, or for the disk: of the document it was at nothing can be said.</summary>
    private static bool IsNobodysFault(int exitCode) => exitCode is BindCommand.DiskFailed or Interrupted or Killed or Terminated;

    private async Task<(BindAnswer? Answer, bool IsLate, int ExitCode)> AnswerAsync(int seconds, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            if (await _process!.StandardOutput.ReadLineAsync(until.Token) is { } line)
            {
                return (JsonSerializer.Deserialize<BindAnswer>(line), false, 0);
            }

            await _process.WaitForExitAsync(until.Token);
            var exitCode = _process.ExitCode;
            log.LogWarning("The process that binds pages ended with {ExitCode}: {Said}", exitCode, await _said);
            await DisposeAsync();
            ct.ThrowIfCancellationRequested();
            return (null, exitCode == OutOfProcessorTime, exitCode);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await DisposeAsync();
            return (null, true, 0);
        }
    }
}
