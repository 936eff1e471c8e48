using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Reading;
using Portal.Web.Searching;

namespace Portal.Benchmarks.Reading;

/// <summary><c>extraction</c>: pages a second that are read from PDFs, beside <c>pdftotext</c> on the same files; and how many of its words are found on the same page.</summary>
public static class ExtractionSpeed
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var files = Directory.GetFiles(options.Text("--evidence") ?? ".", "*.pdf").Order(StringComparer.Ordinal).ToList();
        var rounds = Math.Clamp(options.Number("--rounds", 3), 1, 20);
        if (files.Count == 0)
        {
            Console.WriteLine("Name a folder with PDFs: --evidence FOLDER");
            return 2;
        }

        using var reader = new SeparateReader(new ReadingLimits(), NullLogger<SeparateReader>.Instance);
        var (ours, same, theirs, pages, found, words) = (new List<double>(), new List<double>(), new List<double>(), 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var (separate, inside, floor) = (0.0, 0.0, 0.0);
            pages = 0;
            foreach (var file in files)
            {
                var begun = Stopwatch.GetTimestamp();
                var read = await reader.ReadAsync(file, AcceptedTypes.Pdf.ContentType, ct);
                separate += Stopwatch.GetElapsedTime(begun).TotalSeconds;
                begun = Stopwatch.GetTimestamp();
                await using (var content = File.OpenRead(file))
                {
                    DocumentReader.Read(content, AcceptedTypes.Pdf.ContentType, new ReadingLimits());
                }

                inside += Stopwatch.GetElapsedTime(begun).TotalSeconds;
                begun = Stopwatch.GetTimestamp();
                var text = await PdfToTextAsync(file, ct);
                floor += Stopwatch.GetElapsedTime(begun).TotalSeconds;
                pages += read.Pages.Count;
                if (round == 0)
                {
                    Count(read, text, ref found, ref words);
                }
            }

            ours.Add(pages / separate);
            same.Add(pages / inside);
            theirs.Add(pages / floor);
        }

        Figures.Say($"{files.Count} files, {pages} pages, {rounds} rounds; pages a second, median");
        Figures.Say($"in a process of its own  {Figures.Median(ours),7:F0}");
        Figures.Say($"in this process          {Figures.Median(same),7:F0}");
        Figures.Say($"pdftotext                {Figures.Median(theirs),7:F0}");
        Figures.Say($"{found * 100.0 / words:F2} of 100 words of pdftotext are found on the same page ({words} words)");
        return 0;
    }

    private static void Count(ReadText read, string text, ref int found, ref int words)
    {
        foreach (var (ours, theirs) in read.Pages.Zip(text.Split('\f')))
        {
            var there = SearchWord.In(ours.Text).Select(w => w.Folded).ToHashSet(StringComparer.Ordinal);
            var wanted = SearchWord.In(theirs).Select(w => w.Folded).ToList();
            words += wanted.Count;
            found += wanted.Count(there.Contains);
        }
    }

    private static async Task<string> PdfToTextAsync(string file, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return text;
    }
}
