using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Web.Documents.Bundles;
using Portal.Web.Features.Packs;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.WebTests.Documents;
using Portal.WebTests.Infrastructure;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Writer;

namespace Portal.WebTests.Features.Packs;

/// <summary>Packs with a bundle, made by a real Chromium and LibreOffice.</summary>
public sealed class BindingEvidence(PrintingPortal portal) : PortalTest(portal), IClassFixture<PrintingPortal>
{
    [Fact]
    public async Task Every_document_is_bound_as_far_as_it_has_pages_and_what_became_of_it_is_told()
    {
        await Given.Packed(
            ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("First page of the audit", "Second page of the audit"))),
            ("Minutes.docx", () => new MemoryStream(WrittenDocuments.Word("What the board said in March"))),
            ("Chart.png", () => new MemoryStream(WrittenDocuments.Picture)),
            ("Notes – ŵŷ العربية.txt", () => new MemoryStream("Families said it is better."u8.ToArray())),
            ("Letter.eml", () => new MemoryStream("From: a@example.org\r\nDate: Wed, 5 Mar 2014 09:00:00 +0000\r\nSubject: Audit\r\n\r\nWe were told once only.\r\n"u8.ToArray())),
            ("Cut.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One", "Two")[..500])),
            ("Voice.mp3", () => new MemoryStream([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0])));

        var pack = await PackAsync();
        var read = new ReadPack(FileOf(pack)).ShouldBeAWholeBag();
        var report = BundleReport.Parse(read.Text("data/bundle-report.json"));
        report.Why.ShouldBeNull();
        pack.Report.ShouldBe(report.ToJson());
        report.Items.Select(i => (i.Number, i.Fate)).ShouldBe(
        [
            (1, BundleFate.AsItIs), (2, BundleFate.Converted), (3, BundleFate.Printed), (4, BundleFate.Printed), (5, BundleFate.Printed), (6, BundleFate.DividerOnly), (7, BundleFate.DividerOnly),
        ]);
        report.Items.Where(i => i.Fate == BundleFate.DividerOnly).ShouldAllBe(i => i.Why != null && i.Pages == 0);

        using var bundle = PdfDocument.Open(read.Bytes("data/bundle.pdf"));
        bundle.NumberOfPages.ShouldBe(report.Pages);
        var pages = bundle.GetPages().Select(p => (p.Number, Place: PlaceOn(p), Words: string.Join(' ', p.GetWords().Select(w => w.Text)))).ToList();
        pages.Where(p => p.Place[0] == 'A').Select(p => p.Place).ShouldBe(Enumerable.Range(1, pages.Count(p => p.Place[0] == 'A')).Select(n => $"A-{n}"));
        pages.Where(p => p.Place[0] == 'B').Select(p => p.Place).ShouldBe(Enumerable.Range(1, report.Items.Sum(i => 1 + i.Pages)).Select(n => $"B-{n}"));
        foreach (var item in report.Items)
        {
            pages.Single(p => p.Place == item.Place).Words.ShouldContain($"Evidence {item.Number:000}");
        }

        Following(1, 2).ShouldContain("Second page of the audit");
        Following(2, 1).ShouldContain("What the board said in March");
        Following(4, 1).ShouldContain("Families said it is better.");
        Following(5, 1).ShouldContain("We were told once only.");
        pages.Single(p => p.Place == report.Items[5].Place).Words.ShouldContain("It is damaged");
        bundle.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
        var marked = bookmarks.GetNodes().OfType<DocumentBookmarkNode>().ToList();
        foreach (var item in report.Items)
        {
            marked.Single(m => m.Title.StartsWith($"{item.Place} {item.Number:000} ", StringComparison.Ordinal)).PageNumber.ShouldBe(pages.Single(p => p.Place == item.Place).Number);
        }

        // The index names, for every document, the page that carries its place.
        var index = string.Join(' ', pages.Where(p => p.Place[0] == 'A').Select(p => p.Words));
        report.Items.ShouldAllBe(i => index.Contains(i.Place));
        var judgement = marked.Single(m => m.Title == "LSCB Effectiveness of the Local Safeguarding Children Board");
        pages[1].Words.ShouldContain(pages[judgement.PageNumber - 1].Place);

        string Following(int number, int page) => pages.Single(p => p.Place == Place(report.Items[number - 1].Place, page)).Words;
    }

    [Fact]
    public async Task Names_that_lead_out_of_a_folder_deceive_or_are_taken_and_pages_that_are_badly_made_are_bound_like_any_other()
    {
        await Given.Packed(
            ("../../../etc/passwd.pdf", () => new MemoryStream(WrittenDocuments.Pdf("First"))),
            ("..\\..\\windows\\win.ini.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Second"))),
            ("invoice\u202Excod.exe.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Third"))),
            ($"{new string('ŵ', 251)}.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Fourth"))),
            ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Fifth"))),
            ("AUDIT.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Sixth"))),
            ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("Seventh"))),
            ("Left open.pdf", () => new MemoryStream(LeftOpen())));

        var pack = await PackAsync();
        var read = new ReadPack(FileOf(pack)).ShouldBeAWholeBag().ShouldBeReadFromItsIndex();
        var files = read.Payload.Where(f => f.StartsWith("data/evidence/", StringComparison.Ordinal)).Select(f => f["data/evidence/".Length..]).ToList();
        files.Count.ShouldBe(8);
        files.ShouldAllBe(f => !f.Contains('/') && !f.Contains('\\') && !f.Contains('\u202E') && Encoding.UTF8.GetByteCount(f) <= 255);
        files.Select(f => f.Normalize(NormalizationForm.FormC).ToUpperInvariant()).Distinct().Count().ShouldBe(8);
        var report = BundleReport.Parse(read.Text("data/bundle-report.json"));
        report.Items.ShouldAllBe(i => i.Fate == BundleFate.AsItIs && i.Pages == 1);
        using var bundle = PdfDocument.Open(read.Bytes("data/bundle.pdf"));
        foreach (var (item, words) in report.Items.Zip(["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Open"]))
        {
            var page = bundle.GetPages().Single(p => PlaceOn(p) == Place(item.Place, 1));
            page.Text.ShouldContain(words);
            page.Letters[^1].Location.Y.ShouldBeInRange(0, 40);
        }
    }

    [Theory]
    [InlineData("emptiest")]
    [InlineData("longest")]
    public async Task All_that_was_said_stands_in_it_within_its_pages(string kind)
    {
        Assert.SkipUnless(kind == "emptiest" || Environment.GetEnvironmentVariable("LONGEST_BUNDLE") == "1", "LONGEST_BUNDLE is not “1”: binding two hundred items takes a while.");
        var papers = (kind == "emptiest" ? MadePapers.Emptiest : MadePapers.Longest) with { OnRecord = [] };
        await Given.Submitted(("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One"))));
        var stored = await Portal.ReadAsync(db => db.StoredFiles.AsNoTracking().SingleAsync());
        var document = papers.Document with
        {
            Evidence = [.. papers.Document.Evidence.Select(e => e with { Shows = MadePapers.LongShows(e.Number), Sha256 = stored.Sha256, Size = stored.Size, ContentType = stored.ContentType })],
        };
        var content = document.ToJson();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        await Portal.ReadAsync(db => db.FrozenVersions.ExecuteUpdateAsync(set => set.SetProperty(v => v.Content, content).SetProperty(v => v.ContentHash, hash)));

        await Given.JobsRun();

        var read = new ReadPack(FileOf(await PackAsync())).ShouldBeAWholeBag();
        using (var bundle = new RenderedPdf(read.Bytes("data/bundle.pdf")))
        {
            bundle.ShouldSayAllOf(MadePapers.SaidIn(papers with { Document = document })).ShouldKeepWithinItsPages();
        }

        // What an item shows stands on its divider.
        using var alone = new RenderedPdf(read.Bytes("data/self-assessment.pdf"));
        alone.ShouldSayAllOf(MadePapers.SaidIn(papers with { Document = document with { Evidence = [.. document.Evidence.Select(e => e with { Shows = "" })] } })).ShouldKeepWithinItsPages();
        BundleReport.Parse(read.Text("data/bundle-report.json")).Items.Count.ShouldBe(papers.Document.Evidence.Count);
    }

    [Fact]
    public async Task The_self_assessment_alone_is_tagged_with_title_and_language()
    {
        await Given.Packed(("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One"))));

        var bytes = new ReadPack(FileOf(await PackAsync())).Bytes("data/self-assessment.pdf");
        using var document = PdfDocument.Open(bytes);
        document.Information.Title.ShouldNotBeNull().ShouldContain("Northshire");
        var catalog = document.Structure.Catalog.CatalogDictionary.ToString();
        catalog.ShouldContain("StructTreeRoot");
        catalog.ShouldContain("en-GB");
        Encoding.Latin1.GetString(bytes).ShouldNotContain("bundle.invalid");
    }

    [Fact]
    public async Task The_same_signed_version_gives_the_same_manifest()
    {
        await Given.Packed(("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One", "Two"))), ("Minutes.docx", () => new MemoryStream(WrittenDocuments.Word("Said in March"))));
        var first = new ReadPack(FileOf(await PackAsync())).Text("manifest-sha256.txt");
        Portal.Clock.Advance(TimeSpan.FromDays(3));
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await db.Packs.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PackState.Queued));
        });

        await Portal.AsPortalAsync(async s => await s.GetRequiredService<AssemblePackJob>().RunAsync((await PackAsync()).Id.ToString(), default));

        new ReadPack(FileOf(await PackAsync())).Text("manifest-sha256.txt").ShouldBe(first);
    }

    [Fact]
    public async Task Stopped_it_keeps_the_pages_it_made_and_goes_on_with_them_when_somebody_says_so()
    {
        var scene = await Given.Submitted(("Minutes.docx", () => new MemoryStream(WrittenDocuments.Word("Said in March"))), ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One"))));
        var page = await (await Portal.SignedInAsAsync(Given.Manager)).Open($"/packs/details/{scene.Pack}");
        page = await page.Submit("Stop it");
        page.Text.ShouldContain("The pack was stopped");
        await Given.JobsRun();
        (await PackAsync()).State.ShouldBe(PackState.Stopped);

        page = await page.Submit("Let it go on");
        page.Text.ShouldContain("The pack goes on");
        await Given.JobsRun();

        (await PackAsync()).State.ShouldBe(PackState.Complete);
        Directory.GetFileSystemEntries(Path.Combine(Portal.Data, "incoming")).ShouldBeEmpty();
        page = await (await Portal.SignedInAsAsync(Given.Manager)).Open($"/packs/details/{scene.Pack}");
        var report = await page.Follow("What became of each document in the bundle");
        report.Text.ShouldContain("Converted");
    }

    [Fact]
    public async Task Pages_that_were_made_before_a_crash_are_not_made_again()
    {
        var word = WrittenDocuments.Word("Said in March");
        var scene = await Given.Submitted(("Minutes.docx", () => new MemoryStream(word)), ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One"))));
        using var stop = new CancellationTokenSource();
        var made = Path.Combine(Portal.Data, "incoming", $"pack-{scene.Pack}", $"{Convert.ToHexStringLower(SHA256.HashData(word))}.pdf");
        using var watch = new FileSystemWatcher(Directory.CreateDirectory(Path.GetDirectoryName(made)!).FullName, "*.json") { EnableRaisingEvents = true };
        watch.Renamed += (_, _) => stop.Cancel();
        await Portal.Host.Services.GetRequiredService<JobRunner>().RunDueAsync(stop.Token).ShouldThrowAsync<OperationCanceledException>();
        var written = File.GetLastWriteTimeUtc(made);

        var seen = DateTime.MinValue;
        watch.EnableRaisingEvents = false;
        using var gone = new FileSystemWatcher(Path.GetDirectoryName(made)!, "*.pdf") { EnableRaisingEvents = true };
        gone.Created += (_, e) => seen = e.FullPath == made ? DateTime.MaxValue : seen;
        gone.Renamed += (_, e) => seen = e.FullPath == made ? DateTime.MaxValue : seen;
        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await Given.JobsRun();

        written.ShouldBeGreaterThan(DateTime.MinValue);
        seen.ShouldBe(DateTime.MinValue, "The Word document was converted a second time.");
        (await PackAsync()).State.ShouldBe(PackState.Complete);
    }

    [Fact]
    public async Task A_note_that_was_cut_short_by_a_power_failure_counts_as_none()
    {
        var audit = WrittenDocuments.Pdf("One");
        var scene = await Given.Submitted(("Audit.pdf", () => new MemoryStream(audit)));
        var folder = Directory.CreateDirectory(Path.Combine(Portal.Data, "incoming", $"pack-{scene.Pack}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(audit))}.json"), "{\"Fate\":");

        await Given.JobsRun();

        (await PackAsync()).State.ShouldBe(PackState.Complete);
    }

    [Fact]
    public async Task While_one_pack_is_assembled_another_waits_its_turn()
    {
        var scene = await Given.Submitted(("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf("One"))));
        using (Portal.Host.Services.GetRequiredService<PackTurns>().Take().ShouldNotBeNull())
        {
            await Given.JobsRun();
            (await PackAsync()).State.ShouldBe(PackState.Queued);
        }

        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await Given.JobsRun();

        (await PackAsync()).State.ShouldBe(PackState.Complete);
        scene.Pack.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_made_for_a_pack_that_was_left_for_long_is_thrown_away_and_what_is_fresh_is_not()
    {
        var (left, fresh) = (Path.Combine(Portal.Data, "incoming", "pack-left"), Path.Combine(Portal.Data, "incoming", "pack-fresh"));
        Directory.CreateDirectory(left);
        Directory.CreateDirectory(fresh);
        var now = Portal.Clock.GetUtcNow().UtcDateTime;
        Directory.SetLastWriteTimeUtc(left, now.AddDays(-31));
        Directory.SetLastWriteTimeUtc(fresh, now.AddDays(-29));

        await Portal.AsPortalAsync(s => s.GetRequiredService<SweepPacksJob>().RunAsync("", default));

        (Directory.Exists(left), Directory.Exists(fresh)).ShouldBe((false, true));
    }

    private Task<EvidencePack> PackAsync() => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());

    private string FileOf(EvidencePack pack) => Path.Combine(Portal.Data, "packs", $"{pack.Id}.zip");

    private static string Place(string divider, int further) => $"B-{int.Parse(divider[2..], System.Globalization.CultureInfo.InvariantCulture) + further}";

    /// <summary>The last word of the page: its stamp, which is written over it.</summary>
    private static string PlaceOn(Page page) => string.Concat(page.Letters.Reverse().TakeWhile(l => l.FontSize == 10 && l.FontName!.Contains("Helvetica")).Reverse().Select(l => l.Value));

    /// <summary>A page that moves the origin, saves that and never restores it.</summary>
    private static byte[] LeftOpen()
    {
        using var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(PageSize.A4);
        page.AddText("Open", 12, new PdfPoint(50, 700), builder.AddStandard14Font(Standard14Font.TimesRoman));
        page.CurrentStream.Operations.AddRange([new ModifyCurrentTransformationMatrix([1, 0, 0, 1, 100, 100]), Push.Value]);
        return builder.Build();
    }
}
