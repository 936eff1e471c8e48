using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows.Storm;

/// <summary>A process of <c>Portal.WorkflowNode</c>: the workflow shell at work on a database, by the real clock.</summary>
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

    /// <param name="database">What it works on.</param>
    /// <param name="seed">Decides the order in which it takes things up.</param>
    /// <param name="place">Its number, and how many there are.</param>
    /// <param name="did">Told of each thing done.</param>
    public static NodeProcess Start(ScratchDatabase database, int seed, (int Node, int Nodes) place, Action<string> did)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.WorkflowNode.dll"), Text(seed), Text(place.Node), Text(place.Nodes)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in database.Settings.Append(new("Jobs:LeaseSeconds", "3")))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Hear(string? line, Action<string> did)
    {
        if (line is not null)
        {
            did(line);
        }
    }
}
