using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Portal.WebTests.Infrastructure;

/// <summary>The portal's executable as a process of its own, by the real clock.</summary>
public sealed class PortalProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Completes when the portal takes requests.</summary>
    public Task<Uri> Listens => _listens.Task.WaitAsync(TimeSpan.FromMinutes(3));

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <param name="folder">Where the program lies.</param>
    /// <param name="settings">As environment variables, with two underscores for each colon.</param>
    /// <param name="arguments">The command, or options of the server.</param>
    public static PortalProcess Start(string folder, IReadOnlyDictionary<string, string?> settings, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "Portal.Web.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new PortalProcess(start);
    }

    /// <summary>Waits until the process has begun one of its own that was given this argument.</summary>
    /// <returns>The child's id.</returns>
    public async Task<int> ChildAsync(string argument)
    {
        int? child = null;
        await Eventually.IsTrueAsync(() => Task.FromResult((child = Children().FirstOrDefault(c => c.Arguments.Contains(argument)).Id) is > 0));
        return child!.Value;
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return _process.ExitCode;
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

    /// <summary>Linux counts children by the thread that began them.</summary>
    private IEnumerable<(int Id, string[] Arguments)> Children() => Directory.EnumerateDirectories($"/proc/{_process.Id}/task")
        .SelectMany(thread => ReadWhileThere(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(id => (int.Parse(id, CultureInfo.InvariantCulture), ReadWhileThere($"/proc/{id}/cmdline").Split('\0')));

    private static string ReadWhileThere(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // the thread or process has ended meanwhile
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        const string Words = "Now listening on: ";
        var place = line.IndexOf(Words, StringComparison.Ordinal);
        if (place >= 0)
        {
            _listens.TrySetResult(new Uri(line[(place + Words.Length)..]));
        }
    }
}
