using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Portal.Web.Processes;

/// <summary>Starts a program that works on what strangers wrote: its processor time is limited from outside, and it gets none of the portal's configuration.</summary>
public static class LimitedProcess
{
    private const string Shell = "/bin/sh";

    /// <summary>
    /// Holds the portal's end of the input beside the program, and ends all of the program's session when that is closed. The program itself reads nothing. Its memory is
    /// what it may write to, so that libraries and files it maps do not count.
    /// </summary>
    private const string Watched = """ulimit -d "$1"; shift; exec 3<&0; (read -r _; kill -KILL 0) <&3 >/dev/null 2>&1 & exec "$@" </dev/null 3<&-""";

    private static readonly string[] _sessionStarters = ["/usr/bin/setsid", "/bin/setsid"];

    private static readonly string[] _keptVariables = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "SystemRoot", "TMPDIR", "TEMP", "LANG"];

    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Handed over as they are, by no shell's rules.</param>
    /// <param name="processorSeconds">After these it is asked to end, five seconds later it is killed.</param>
    public static ProcessStartInfo Of(string program, IEnumerable<string> arguments, int processorSeconds)
    {
        var start = OperatingSystem.IsWindows() || !File.Exists(Shell)
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo(Shell, ["-c", "ulimit -c 0; ulimit -H -t \"$2\"; ulimit -S -t \"$1\"; shift 2; exec \"$@\"", "sh",
                Text(processorSeconds), Text(processorSeconds + 5), program, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.UseShellExecute = false;
        start.WorkingDirectory = Path.GetTempPath();
        var kept = _keptVariables.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(variable => variable.Value is not null).ToList();
        start.Environment.Clear();
        kept.ForEach(variable => start.Environment[variable.Name] = variable.Value);
        return start;
    }

    /// <summary>A program that knows nothing of the portal. Where the system can do it, it has an end, with all that it started, when the portal ends or closes its input, however that comes about.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Handed over as they are, by no shell's rules.</param>
    /// <param name="processorSeconds">As in <see cref="Of"/>.</param>
    /// <param name="megabytes">Memory of each of its processes.</param>
    public static ProcessStartInfo OfOthers(string program, IEnumerable<string> arguments, int processorSeconds, int megabytes) =>
        File.Exists(Shell) && Array.Find(_sessionStarters, File.Exists) is { } setsid
            ? Of(setsid, [Shell, "-c", Watched, "sh", Text(megabytes * 1024L), program, .. arguments], processorSeconds)
            : Of(program, arguments, processorSeconds);

    /// <summary>The portal's own program with a command that is not for people.</summary>
    /// <param name="arguments">The command and what it takes.</param>
    /// <param name="processorSeconds">As in <see cref="Of"/>.</param>
    /// <param name="megabytes">Memory of its heap.</param>
    public static ProcessStartInfo OfPortal(IEnumerable<string> arguments, int processorSeconds, int megabytes)
    {
        var library = typeof(LimitedProcess).Assembly.Location;
        var itself = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        var (program, first) = library.Length == 0 ? (Environment.ProcessPath!, Array.Empty<string>()) : File.Exists(itself) ? (itself, []) : ("dotnet", [library]);
        var start = Of(program, [.. first, .. arguments], processorSeconds);
        start.Environment["DOTNET_GCHeapHardLimit"] = (megabytes * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>Ends it and all that it started, if it has not ended.</summary>
    public static void End(Process process)
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

    /// <summary>For the other half: ends the present process when whoever started it has ended, since nobody else holds the far end of its input.</summary>
    public static void EndWithTheParent() => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Whatever comes is not for this command.
        }

        Environment.Exit(1);
    }) { IsBackground = true }.Start();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
