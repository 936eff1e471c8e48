using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Portal.Benchmarks.Hosting;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

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
            IReadOnlyList<string> bound = options.Text("--bundle") is { } folder ? [.. Directory.GetFiles(folder, "*.pdf").Order(StringComparer.Ordinal)] : [];
            var files = bound.Concat(await RandomFiles.MakeAsync(workshop, count, megabytes * 1_000_000L, isRecording: bound.Count > 0, ct)).ToList();
            var settings = new Dictionary<string, string?>(data.Settings, StringComparer.Ordinal) { ["Printing:Chromium"] = bound.Count > 0 ? "" : "none" };
            var (pack, taken) = await PrepareAsync(data, settings, files, ct);
            var total = files.Sum(f => new FileInfo(f).Length) / 1e6;
            Console.WriteLine(bound.Count > 0
                ? $"with the bundle among the faces: the pages of {bound.Count} PDFs are made, bound and stamped each time, in processes whose memory is not counted here"
                : "without the bundle among the faces; --bundle FOLDER makes one of the PDFs in a folder");
            Figures.Say($"{files.Count} files, {total:F0} MB; taken in as evidence and signed in {taken:F1} s ({total / taken:F0} MB/s)");

            var zip = Path.Combine(workshop, "all.zip");
            var jobs = new List<Assembled>();
            (string Name, List<(double Seconds, double Processor)> Runs, Func<Task<(double, double)>> Do)[] contenders =
            [
                ("assembly", [], async () =>
                {
                    Restore(data.Folder);
                    var job = await AssemblyJob.InChildAsync(data, settings, pack, ct);
                    jobs.Add(job);
                    return (job.Seconds, job.ProcessorSeconds);
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
                    contender.Runs.Add(await contender.Do());
                }
            }

            foreach (var (name, runs, _) in contenders)
            {
                var seconds = runs.Select(r => r.Seconds).ToList();
                Figures.Say($"{name,-10} best {total / seconds.Min(),6:F0} MB/s   median {total / Figures.Median(seconds),6:F0} MB/s   processor {runs.Min(r => r.Processor):F2} s   ({string.Join(", ", seconds.Select(s => FormattableString.Invariant($"{s:F2} s")))})");
            }

            double Best(int contender) => contenders[contender].Runs.Min(r => r.Seconds);
            Figures.Say($"assembly is {Best(1) / Best(0):F2} of zip -0's speed and {Best(2) / Best(0):F2} of sha256sum's (best rounds)");
            Figures.Say($"assembly as the first thing its process does: {string.Join(", ", jobs.Select(j => FormattableString.Invariant($"{j.ColdSeconds:F2} s")))}");
            Figures.Say($"peak of the assembling process: {jobs.Max(j => j.PeakBytes) / 1048576.0:F0} MiB resident, of which {jobs.Max(j => j.ManagedBytes) / 1048576.0:F0} MiB managed, garbage included");
            return 0;
        }
        finally
        {
            Directory.Delete(workshop, recursive: true);
        }
    }

    private static async Task<(string Pack, double Seconds)> PrepareAsync(TemporaryData data, IReadOnlyDictionary<string, string?> settings, IReadOnlyList<string> files, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        string pack;
        await using (var portal = LocalPortal.On(settings))
        {
            pack = (await new SignedAssessment(portal, ct).PrepareAsync(files)).ToString();
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        SqliteConnection.ClearAllPools();
        File.Copy(new DataDirectory(data.Folder).Database, Before(data.Folder));
        return (pack, seconds);
    }

    /// <summary>Puts everything back to the moment before the assembly.</summary>
    public static void Restore(string folder)
    {
        SqliteConnection.ClearAllPools();
        var directory = new DataDirectory(folder);
        foreach (var left in Directory.CreateDirectory(new FolderStore(folder).PathOf(ContentNames.Packs)).GetFiles().Select(f => f.FullName).Concat(Directory.GetFiles(folder, "portal.db-*")))
        {
            File.Delete(left);
        }

        File.Copy(Before(folder), directory.Database, overwrite: true);
    }

    private static string Before(string folder) => Path.Combine(folder, "before.db");

    /// <summary>Elapsed and processor seconds of a program, as the shell measures them.</summary>
    private static async Task<(double Seconds, double Processor)> TimeAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        string[] timed = ["-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null", "bash", program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("bash", timed) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var figures = process.ExitCode == 0
            ? said.Trim().Split('\n')[^1].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList()
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{said}");
        return (figures[0], figures[1] + figures[2]);
    }
}
