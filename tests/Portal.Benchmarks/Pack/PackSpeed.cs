using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Portal.Benchmarks.Hosting;
using Portal.Web.Files;

namespace Portal.Benchmarks.Pack;

/// <summary><c>pack</c>: assembly of an evidence pack from random files, beside <c>zip -0</c> and <c>sha256sum</c> on the same files.</summary>
public static class PackSpeed
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var megabytes = Math.Clamp(options.Number("--megabytes", 1000), 1, 20_000);
        var count = Math.Clamp(options.Number("--files", 60), 1, 1000);
        var rounds = Math.Clamp(options.Number("--rounds", 3), 1, 20);
        var workshop = Directory.CreateTempSubdirectory("portal-pack-files-").FullName;
        try
        {
            await using var data = await TemporaryData.CreateAsync(options, "portal-pack", ct);
            var files = await RandomFiles.MakeAsync(workshop, count, megabytes * 1_000_000L, ct);
            var (pack, taken) = await PrepareAsync(data, files, ct);
            var total = files.Sum(f => new FileInfo(f).Length) / 1e6;
            Figures.Say($"{count} files, {total:F0} MB; taken in as evidence and signed in {taken:F1} s ({total / taken:F0} MB/s)");

            var zip = Path.Combine(workshop, "all.zip");
            var peaks = new List<long>();
            (string Name, List<double> Seconds, Func<Task<double>> Do)[] contenders =
            [
                ("assembly", [], async () =>
                {
                    Restore(data);
                    var (seconds, peak) = await AssemblyJob.InChildAsync(data, pack, ct);
                    peaks.Add(peak);
                    return seconds;
                }),
                ("zip -0", [], async () =>
                {
                    File.Delete(zip);
                    return await TimeAsync("zip", ["-0", "-q", "-j", zip, .. files], ct);
                }),
                ("sha256sum", [], () => TimeAsync("sha256sum", files, ct)),
            ];
            for (var round = 0; round < rounds; round++)
            {
                for (var turn = 0; turn < contenders.Length; turn++)
                {
                    var contender = contenders[(round + turn) % contenders.Length];
                    await TimeAsync("sync", [], ct);
                    contender.Seconds.Add(await contender.Do());
                }
            }

            foreach (var (name, seconds, _) in contenders)
            {
                Figures.Say($"{name,-10} best {total / seconds.Min(),6:F0} MB/s   median {total / Figures.Median(seconds),6:F0} MB/s   ({string.Join(", ", seconds.Select(s => FormattableString.Invariant($"{s:F2} s")))})");
            }

            Figures.Say($"assembly is {contenders[1].Seconds.Min() / contenders[0].Seconds.Min():F2} of zip -0's speed and {contenders[2].Seconds.Min() / contenders[0].Seconds.Min():F2} of sha256sum's (best rounds)");
            Figures.Say($"peak resident memory of the assembling process: {peaks.Max() / 1048576.0:F0} MiB");
            return 0;
        }
        finally
        {
            Directory.Delete(workshop, recursive: true);
        }
    }

    private static async Task<(string Pack, double Seconds)> PrepareAsync(TemporaryData data, IReadOnlyList<string> files, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        string pack;
        await using (var portal = LocalPortal.On(data))
        {
            pack = (await new SignedAssessment(portal, ct).PrepareAsync(files)).ToString();
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        SqliteConnection.ClearAllPools();
        File.Copy(new DataDirectory(data.Folder).Database, Before(data));
        return (pack, seconds);
    }

    /// <summary>Puts everything back to the moment before the assembly.</summary>
    private static void Restore(TemporaryData data)
    {
        var directory = new DataDirectory(data.Folder);
        foreach (var left in Directory.GetFiles(directory.Packs).Concat(Directory.GetFiles(data.Folder, "portal.db-*")))
        {
            File.Delete(left);
        }

        File.Copy(Before(data), directory.Database, overwrite: true);
    }

    private static string Before(TemporaryData data) => Path.Combine(data.Folder, "before.db");

    private static async Task<double> TimeAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(begun).TotalSeconds
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
