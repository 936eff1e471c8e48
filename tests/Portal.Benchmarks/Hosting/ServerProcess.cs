using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Portal.Benchmarks.Hosting;

/// <summary>A program run as a child, which is always ended with this object.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>Lines the program has printed so far.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    /// <summary>Largest resident memory so far, in bytes.</summary>
    public long PeakBytes => PeakOf(_process.Id);

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="file">The executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Configuration handed over as environment variables.</param>
    public static ServerProcess Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (key, value) in settings.Where(s => s.Value is not null))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var child = new ServerProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Heard(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Heard(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts this program again as a child that runs another of its commands.</summary>
    public static ServerProcess StartSelf(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> settings) =>
        Start(Path.ChangeExtension(typeof(ServerProcess).Assembly.Location, null), arguments, settings);

    /// <summary>Waits until a web server says where it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended or said nothing within a minute.</exception>
    public async Task<Uri> AddressAsync(CancellationToken ct)
    {
        var ended = _process.WaitForExitAsync(ct);
        if (await Task.WhenAny(_address.Task, ended, Task.Delay(TimeSpan.FromMinutes(1), ct)) != _address.Task)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} does not listen:\n{string.Join('\n', Output)}");
        }

        return await _address.Task;
    }

    /// <summary>Waits until it prints a line, or has ended.</summary>
    public async Task SaysAsync(string line, CancellationToken ct)
    {
        while (!Output.Contains(line) && !_process.HasExited)
        {
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Waits until what it prints, which is written in the background, has come to rest.</summary>
    public async Task QuietAsync(CancellationToken ct)
    {
        var seen = -1;
        while (seen != Output.Count)
        {
            seen = Output.Count;
            await Task.Delay(300, ct);
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Exit code and the largest resident memory seen (VmHWM of /proc, looked at every 10 ms), in bytes.</returns>
    public async Task<(int ExitCode, long PeakBytes)> EndAsync(CancellationToken ct)
    {
        var peak = 0L;
        while (!_process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(_process.Id));
            await Task.WhenAny(_process.WaitForExitAsync(ct), Task.Delay(10, ct));
            ct.ThrowIfCancellationRequested();
        }

        await _process.WaitForExitAsync(ct);
        return (_process.ExitCode, peak);
    }

    /// <summary>Largest resident memory of a process so far, in bytes; 0 when it is gone.</summary>
    public static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }

        Output.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var place)
        {
            _address.TrySetResult(new Uri(line[(place + Listening.Length)..].Trim()));
        }
    }
}
