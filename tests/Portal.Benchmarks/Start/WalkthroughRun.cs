using System.Diagnostics;
using Portal.Benchmarks.Hosting;

namespace Portal.Benchmarks.Start;

/// <summary><c>walkthrough</c>: the executable's whole walkthrough as a child.</summary>
public static class WalkthroughRun
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        using var published = await PublishedPortal.GetAsync(options, ct);
        var target = Directory.CreateTempSubdirectory("portal-walked-").FullName;
        try
        {
            string[] evidence = options.Text("--evidence") is { } folder ? ["--evidence", Path.GetFullPath(folder)] : [];
            var begun = Stopwatch.GetTimestamp();
            await using var child = ServerProcess.Start(
                published.Executable, ["walkthrough", "--out", target, .. evidence], new Dictionary<string, string?>(StringComparer.Ordinal));
            var (exit, peak) = await child.EndAsync(ct);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            foreach (var line in child.Output)
            {
                Console.WriteLine($"  {line}");
            }

            Figures.Say($"walkthrough: exit {exit}, {seconds:F1} s, peak {peak / 1048576.0:F0} MiB resident");
            return exit;
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
