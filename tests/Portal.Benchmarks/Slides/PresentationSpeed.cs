using System.Diagnostics;
using System.IO.Compression;
using Portal.Web.Documents.Slides;

namespace Portal.Benchmarks.Slides;

/// <summary><c>presentation</c>: the longest presentation drawn and written for PowerPoint, beside the same parts written with a bare <see cref="ZipArchive"/>.</summary>
internal static class PresentationSpeed
{
    public static int Run(Options options)
    {
        var rounds = Math.Clamp(options.Number("--rounds", 5), 1, 50);
        var longest = new LongestAssessment();
        var (drawn, written, zipped) = (new List<double>(), new List<double>(), new List<double>());
        using var file = new MemoryStream();
        using var bare = new MemoryStream();
        var (slides, shown) = (0, 0);
        for (var round = -1; round < rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            var presentation = longest.Draw();
            var seconds = (Drawn: Stopwatch.GetElapsedTime(begun).TotalSeconds, Written: Time(file, () => PptxWriter.Write(file, longest.Deck(presentation))), Zipped: 0.0);
            var parts = PartsOf(file);
            seconds.Zipped = Time(bare, () => Zip(bare, parts));
            (slides, shown) = (presentation.Slides.Count, presentation.Shown.Count());
            if (round < 0)
            {
                continue; // The first time the code is compiled.
            }

            drawn.Add(seconds.Drawn);
            written.Add(seconds.Written);
            zipped.Add(seconds.Zipped);
        }

        Figures.Say($"{slides} slides, {shown} of them shown, {PartsOf(file).Count} parts; {rounds} rounds; seconds, median (best)");
        Figures.Say($"drawn from the signed text {Figures.Median(drawn),7:F3} ({drawn.Min():F3})");
        Figures.Say($"written for PowerPoint     {Figures.Median(written),7:F3} ({written.Min():F3})   {file.Length / 1e6:F2} MB");
        Figures.Say($"bare ZipArchive            {Figures.Median(zipped),7:F3} ({zipped.Min():F3})   {bare.Length / 1e6:F2} MB");
        Figures.Say($"writing takes {Figures.Median(written) / Figures.Median(zipped):F2} of the bare archive's time");
        return 0;
    }

    private static double Time(MemoryStream output, Action write)
    {
        output.SetLength(0);
        var begun = Stopwatch.GetTimestamp();
        write();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static List<(string Name, byte[] Content)> PartsOf(MemoryStream file)
    {
        using var archive = new ZipArchive(new MemoryStream(file.ToArray()), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var part = entry.Open();
            part.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    private static void Zip(MemoryStream output, List<(string Name, byte[] Content)> parts)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in parts)
        {
            using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
            part.Write(content);
        }
    }
}
