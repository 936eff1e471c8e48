using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Web.Documents.Bundles;

namespace Portal.Benchmarks.Bundle;

/// <summary><c>bundle</c>: pages a second that are bound and stamped, beside <c>qpdf --pages</c> on the same files, which stamps nothing.</summary>
internal static class BundleSpeed
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var files = Directory.GetFiles(options.Text("--evidence") ?? ".", "*.pdf").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            Console.WriteLine("Name a folder with PDFs: --evidence FOLDER");
            return 2;
        }

        var times = Math.Clamp(options.Number("--times", 1), 1, 100);
        var rounds = Math.Clamp(options.Number("--rounds", 3), 1, 20);
        var folder = Directory.CreateTempSubdirectory("portal-bundle-").FullName;
        try
        {
            var counted = files.ConvertAll(file => (File: file, Pages: PrintedPdf.PagesOf(file)));
            var parts = Enumerable.Range(0, times).SelectMany(_ => counted)
                .Select((file, i) => new BindingPart(file.File, 1, file.Pages, "B", $"{i + 1:000} {Path.GetFileNameWithoutExtension(file.File)}", 0, i + 1)).ToList();
            var plan = new BindingPlan(Path.Combine(folder, "bundle.pdf"), "Bundle", "Benchmark", parts);
            var pages = parts.Sum(p => p.Count);
            var (ours, floor, peak) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < rounds; round++)
            {
                await using var worker = new PdfWorker(new BundleOptions(), NullLogger.Instance);
                await worker.CountAsync(files[0], ct);
                var begun = Stopwatch.GetTimestamp();
                if ((await worker.BindAsync(plan, new Progress<int>(), ct)).Count > 0)
                {
                    throw new InvalidOperationException("A file cannot be bound.");
                }

                ours.Add(pages / Stopwatch.GetElapsedTime(begun).TotalSeconds);
                peak = Math.Max(peak, worker.PeakBytes);
                if (await MergeAsync(parts, Path.Combine(folder, "merged.pdf"), ct) is { } seconds)
                {
                    floor.Add(pages / seconds);
                }
            }

            Figures.Say($"{parts.Count} documents, {pages} pages, {new FileInfo(plan.Output).Length / 1_000_000} MB, {rounds} rounds; pages a second, median");
            Figures.Say($"bound and stamped   {Figures.Median(ours),7:F0}   peak memory of the process {peak / 1_048_576} MiB");
            Console.WriteLine(floor.Count == 0 ? "qpdf is not installed: no floor" : FormattableString.Invariant($"qpdf --pages        {Figures.Median(floor),7:F0}   ratio {Figures.Median(ours) / Figures.Median(floor):F2}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Seconds; null where there is no qpdf.</returns>
    private static async Task<double?> MergeAsync(IEnumerable<BindingPart> parts, string output, CancellationToken ct)
    {
        try
        {
            var begun = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("qpdf", ["--empty", "--pages", .. parts.Select(p => p.Path), "--", output]) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync(ct);
            return Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
