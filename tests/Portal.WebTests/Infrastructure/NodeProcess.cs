using System.Diagnostics;
using System.Text;

namespace Portal.WebTests.Infrastructure;

/// <summary>A process of <c>Portal.WorkflowNode</c>: the portal's background half at work on a database, by the real clock.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private NodeProcess(ProcessStartInfo start, Action<string> did)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data, did);
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = _process.WaitForExitAsync();
    }

    public Task Ended { get; }

    /// <summary>Null where it ended because everything was done.</summary>
    public string? Failure => _process.ExitCode == 0 ? null : $"A node ended with {_process.ExitCode}: {_errors}";

    /// <param name="settings">Of the portal.</param>
    /// <param name="did">Told of each thing done.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="environment">What else it finds in its environment.</param>
    public static NodeProcess Start(
        IEnumerable<KeyValuePair<string, string?>> settings, Action<string> did, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.WorkflowNode.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return new NodeProcess(start, did);
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Hear(string? line, Action<string> did)
    {
        if (line is not null)
        {
            did(line);
        }
    }
}
