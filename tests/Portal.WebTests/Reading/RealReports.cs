using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Evidence;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Reading;

/// <summary>Published inspection reports (Open Government Licence) as PDFs, each with what pdftotext makes of it beside it: EVIDENCE_SAMPLES names their folder.</summary>
public sealed class RealReports(PortalFixture portal) : PortalTest(portal)
{
    private static readonly string? _folder = Environment.GetEnvironmentVariable("EVIDENCE_SAMPLES");

    [Fact]
    public async Task All_of_them_are_taken_in_and_a_phrase_of_a_page_is_found_on_that_page()
    {
        Assert.SkipWhen(_folder is null, "EVIDENCE_SAMPLES names no folder of published reports (PDFs, each with a .txt of its pages beside it).");
        var files = Directory.EnumerateFiles(_folder!, "*.pdf").Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThan(5);
        var scene = await Given.Assigned();
        foreach (var file in files)
        {
            await Given.EvidenceItem(scene, Path.GetFileName(file), () => File.OpenRead(file));
        }

        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<FileText>().Select(t => t.State).ToListAsync())).ShouldBe(Enumerable.Repeat(ReadingState.Read, files.Count));
        var (asked, missed) = (0, new List<string>());
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var pages = (await File.ReadAllTextAsync(Path.ChangeExtension(file, ".txt"))).TrimEnd('\f', '\n').Split('\f');
            var sha256 = await Portal.ReadAsync(db => db.EvidenceItems.Where(e => e.FileName == name).Select(e => e.FileSha256).SingleAsync());
            (await Portal.ReadAsync(db => db.Set<TextPage>().CountAsync(p => p.Sha256 == sha256))).ShouldBe(pages.Length, name);
            for (var page = 1; page <= pages.Length; page++)
            {
                if (PhraseOf(pages[page - 1]) is { } phrase)
                {
                    asked++;
                    var found = await FoundOnAsync(sha256, phrase);
                    if (!found.Contains(page))
                    {
                        missed.Add($"{name} page {page}: “{phrase}” is found on {string.Join(", ", found)}");
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Count} reports, {asked} phrases, {missed.Count} missed.\n{string.Join('\n', missed)}");
        asked.ShouldBeGreaterThan(100);
        (missed.Count * 100.0 / asked).ShouldBeLessThan(2, string.Join('\n', missed));
        await PageSaysItAsync(files[0]);
    }

    private async Task PageSaysItAsync(string file)
    {
        var pages = (await File.ReadAllTextAsync(Path.ChangeExtension(file, ".txt"))).Split('\f');
        var phrase = PhraseOf(pages[2])!;
        var page = await (await SignedInAs(Given.Manager)).Open($"/search?q={Uri.EscapeDataString($"\"{phrase}\"")}");
        page.ShouldSay("Page 3").ShouldSay("1 result");
    }

    private Task<List<int>> FoundOnAsync(string sha256, string phrase) => Portal.AsPortalAsync(s => s.GetRequiredService<IFullTextIndex>()
        .Matching(s.GetRequiredService<PortalDbContext>(), SearchQuery.Of($"\"{phrase}\"").Root!).Where(e => e.Sha256 == sha256).Select(e => e.Page).Distinct().ToListAsync());

    /// <summary>Five words of the middle of a long line: not a heading, a table or a word cut at the end of a line.</summary>
    private static string? PhraseOf(string page)
    {
        var lines = page.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 60 && !l.Contains("  ", StringComparison.Ordinal) && l.All(c => char.IsAsciiLetter(c) || c is ' ' or ',' or '.')).ToList();
        return lines.Count == 0 ? null : string.Join(' ', lines[lines.Count / 2].Split(' ').Skip(1).Take(5));
    }
}
