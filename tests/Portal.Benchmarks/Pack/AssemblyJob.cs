using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Web.Features.Packs;

namespace Portal.Benchmarks.Pack;

/// <summary>A child process that does the assembly job and nothing else, so that its peak memory is the job's.</summary>
public static class AssemblyJob
{
    public const string Command = "assemble";

    /// <summary>Runs the job in a child.</summary>
    /// <returns>Seconds of the job itself, and the peak resident memory of the whole process in bytes.</returns>
    public static async Task<(double Seconds, long PeakBytes)> InChildAsync(TemporaryData data, string pack, CancellationToken ct)
    {
        await using var child = ServerProcess.StartSelf([Command, "--pack", pack], data.Settings);
        var (exit, _) = await child.EndAsync(ct);
        if (exit != 0 || !child.Output.TryPeek(out var said))
        {
            throw new InvalidOperationException($"The assembly failed:\n{string.Join('\n', child.Output)}");
        }

        var figures = said.Split(' ');
        return (double.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The child's side: the settings come as environment variables; prints seconds and peak bytes.</summary>
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        await using var portal = LocalPortal.On(new Dictionary<string, string?>(StringComparer.Ordinal));
        var seconds = 0.0;
        await portal.AsPortalAsync(async s =>
        {
            var begun = Stopwatch.GetTimestamp();
            await s.GetRequiredService<AssemblePackJob>().RunAsync(options.Text("--pack")!, ct);
            seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        });
        Figures.Say($"{seconds:F3} {ServerProcess.PeakOf(Environment.ProcessId)}");
        return 0;
    }
}
