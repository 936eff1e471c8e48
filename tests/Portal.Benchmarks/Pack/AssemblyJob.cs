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
    public static async Task<Assembled> InChildAsync(TemporaryData data, IReadOnlyDictionary<string, string?> settings, string pack, CancellationToken ct)
    {
        await using var child = ServerProcess.StartSelf([Command, "--pack", pack, "--data", data.Folder], settings);
        var (exit, _) = await child.EndAsync(ct);
        if (exit != 0 || !child.Output.TryPeek(out var said))
        {
            throw new InvalidOperationException($"The assembly failed:\n{string.Join('\n', child.Output)}");
        }

        var figures = said.Split(' ');
        return new Assembled(
            double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture),
            double.Parse(figures[2], CultureInfo.InvariantCulture), long.Parse(figures[3], CultureInfo.InvariantCulture), long.Parse(figures[4], CultureInfo.InvariantCulture));
    }

    /// <summary>The child's side: the settings come as environment variables; prints the figures of <see cref="Assembled"/> in one line.</summary>
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        await using var portal = LocalPortal.On(new Dictionary<string, string?>(StringComparer.Ordinal));
        var managed = 0L;
        await using var watch = new Timer(_ => managed = Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

        // Once to warm up, as a portal in service is: a process that has only just begun spends seconds of compiling on the first job.
        var (cold, _) = await AssembleAsync(portal, options.Text("--pack")!, ct);
        PackSpeed.Restore(options.Text("--data")!);
        var (seconds, processor) = await AssembleAsync(portal, options.Text("--pack")!, ct);
        Figures.Say($"{cold:F3} {seconds:F3} {processor:F3} {ServerProcess.PeakOf(Environment.ProcessId)} {managed}");
        return 0;
    }

    private static async Task<(double Seconds, double Processor)> AssembleAsync(LocalPortal portal, string pack, CancellationToken ct)
    {
        var (begun, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await portal.AsPortalAsync(s => s.GetRequiredService<AssemblePackJob>().RunAsync(pack, ct));
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
    }
}

/// <summary>What an assembly took.</summary>
/// <param name="ColdSeconds">Of the job when it is the first thing the process does.</param>
/// <param name="Seconds">Of the job when it is not.</param>
/// <param name="ProcessorSeconds">Likewise.</param>
/// <param name="PeakBytes">The largest resident memory of the whole process.</param>
/// <param name="ManagedBytes">The largest managed heap seen, garbage included.</param>
public sealed record Assembled(double ColdSeconds, double Seconds, double ProcessorSeconds, long PeakBytes, long ManagedBytes);
