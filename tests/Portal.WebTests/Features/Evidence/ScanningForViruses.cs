using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Features.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Scanning;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>Hostile until proven clean, with ClamAV's own daemon.</summary>
public sealed class ScanningForViruses(ScannedPortal portal) : PortalTest(portal), IClassFixture<ScannedPortal>
{
    private Scene _scene = null!;

    [Fact]
    public async Task A_file_waits_in_quarantine_until_the_scanner_has_found_nothing()
    {
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes."));
        var manager = await SignedInAs(Given.Manager);

        var waiting = await manager.Open($"/evidence/details/{item}");
        waiting.ShouldSay("Waiting to be scanned").ShouldSay("nobody can open it");
        waiting.Document.QuerySelectorAll("main a").Select(HtmlPage.Words).ShouldNotContain("Open the file");
        (await manager.Open($"/evidence?body={_scene.Board}")).ShouldSay("Waiting to be scanned");
        (await manager.Open($"/self-assessments/answer/{_scene.Id}/LSCB-01")).ShouldSay("Waiting to be scanned");
        await CannotBeOpened(item);
        (await manager.Open($"/self-assessments/readiness/{_scene.Id}")).ShouldSay("“notes” is not scanned for viruses yet");

        await Given.JobsRun();

        (await SafetyOf(item)).ShouldBe((FileSafety.Clean, null));
        (await manager.Open($"/evidence/details/{item}")).ShouldSay("Scanned, nothing found");
        (await BodyOf(await manager.Fetch($"/evidence/download/{item}"))).ShouldBe("Notes.");
        (await manager.Open($"/self-assessments/readiness/{_scene.Id}")).Text.ShouldNotContain("not scanned for viruses yet");
    }

    [Fact]
    public async Task Nothing_of_a_file_is_read_or_shown_until_the_scanner_has_found_nothing()
    {
        await portal.ScannerGoesAsync();
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes of an audit."));
        var manager = await SignedInAs(Given.Manager);
        await Given.JobsRun();
        (await Portal.ReadAsync(db => db.Set<TextPage>().CountAsync())).ShouldBe(0);
        (await manager.Open($"/evidence/read/{item}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await portal.ScannerComesAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Given.JobsRun();
        Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Given.JobsRun();

        (await manager.Open($"/evidence/read/{item}")).ShouldSay("Notes of an audit.");
    }

    [Fact]
    public async Task Nothing_of_an_infected_file_is_read_found_or_shown()
    {
        var item = await Given.EvidenceItem(_scene, "virus.txt", () => new MemoryStream(TestVirus.Content()));
        await Given.JobsRun();
        Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<TextPage>().CountAsync())).ShouldBe(0);
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/read/{item}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_infected_file_is_named_with_what_was_found_and_nobody_opens_or_links_it()
    {
        var item = await Given.EvidenceItem(_scene, "virus.txt", () => new MemoryStream(TestVirus.Content()));
        await Given.JobsRun();

        (await SafetyOf(item)).ShouldBe((FileSafety.Infected, ClamdServer.Signature));
        var manager = await SignedInAs(Given.Manager);
        var page = await manager.Open($"/evidence/details/{item}");
        page.ShouldSay($"The file is infected: the scanner found {ClamdServer.Signature}.");
        await CannotBeOpened(item);
        (await manager.Open($"/self-assessments/readiness/{_scene.Id}")).ShouldSay($"“virus” is infected ({ClamdServer.Signature}): replace it");
        var refused = await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(
            Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, _scene.Id, "LSCB-03", null, default)));
        refused.Message.ShouldContain("in quarantine");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "evidence-infected" && a.Reason == ClamdServer.Signature))).ShouldBe(1);
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject == "A file you added is infected"));
        mail.Address.ShouldStartWith(Given.Manager);
        var admin = await SignedInAs("pat.quinn");
        (await admin.Open("/administration")).ShouldSay("1 file: infected");
        var files = await admin.Open("/administration/files?safety=Infected");
        files.ShouldSay(ClamdServer.Signature).Text.ShouldNotContain("virus.txt");
        await files.Submit($"Scan again: {(await HashOf(item))[..StoredFile.CodeLength]}");
        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Waiting);
        await Given.JobsRun();
        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Infected, "the same file is asked about as often as it is wanted");
    }

    [Fact]
    public async Task Who_added_an_infected_version_is_told_and_not_who_added_the_first()
    {
        var item = await Given.EvidenceItem(_scene, "notes.txt", () => new MemoryStream("Harmless."u8.ToArray()));
        await Given.JobsRun();
        await Portal.AsAsync(Given.Chair, async s =>
        {
            using var examined = await s.GetRequiredService<FileChecks>().ExamineAsync(new MemoryStream(TestVirus.Content()), "notes.txt", default);
            await s.GetRequiredService<ReplaceFile>().WithAsync(item, "Corrected.", examined, default);
        });

        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject == "A file you added is infected").Select(m => m.Address).ToListAsync()))
            .ShouldHaveSingleItem().ShouldStartWith(Given.Chair);
    }

    [Fact]
    public async Task A_virus_within_a_document_is_found()
    {
        var item = await Given.EvidenceItem(_scene, "letter.docx", () => new MemoryStream(Letter().With("word/embeddings/oleObject1.bin", s => s.Write(TestVirus.Content())).Content));
        var harmless = await Given.EvidenceItem(_scene, "harmless.docx", () => new MemoryStream(Letter().Content));

        await Given.JobsRun();

        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Infected);
        (await SafetyOf(harmless)).Safety.ShouldBe(FileSafety.Clean);
    }

    [Fact]
    public async Task What_the_scanner_does_not_look_into_is_not_taken_for_clean()
    {
        var large = await Given.EvidenceItem(_scene, "large.txt", () => new WrittenText(ClamdServer.MostBytes + 100_000, 1));
        var unpacksLarge = await Given.EvidenceItem(_scene, "bomb.docx", () => new MemoryStream(
            Letter().With("word/media/image1.bmp", s => s.Write(new byte[3 * ClamdServer.MostBytes])).Content));

        await Given.JobsRun();

        (await SafetyOf(large)).ShouldBe((FileSafety.Unscannable, "It is larger than the scanner takes."));
        (await SafetyOf(unpacksLarge)).ShouldBe((FileSafety.Unscannable, "It is larger, or packed more deeply, than the scanner looks into."));
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{large}")).ShouldSay("The file could not be scanned for viruses, so nobody can open it. It is larger than the scanner takes.");
        await CannotBeOpened(large);
    }

    [Fact]
    public async Task While_the_scanner_is_away_files_wait_ever_longer_nothing_passes_and_health_says_so()
    {
        await portal.ScannerGoesAsync();
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes."));

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            await Given.JobsRun();
            var job = await ScanJob();
            job.State.ShouldBe(JobState.Waiting);
            waits.Add(job.NotBefore - Portal.Clock.GetUtcNow().UtcDateTime);
            Portal.Clock.SetUtcNow(new DateTimeOffset(job.NotBefore, TimeSpan.Zero));
        }

        waits[..4].ShouldBe([TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)]);
        waits[^1].ShouldBe(TimeSpan.FromMinutes(5), "it goes on for as long as it takes");
        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Waiting);
        await CannotBeOpened(item);
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        var health = await BodyOf(await new Visitor(Portal.Host).Get("/health"));
        health.ShouldBe("Degraded\nvirus scanner: Degraded. The virus scanner does not answer. Files waiting: 1.");

        await portal.ScannerComesAsync();
        await Given.JobsRun();

        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Clean);
        (await BodyOf(await new Visitor(Portal.Host).Get("/health"))).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_scanner_that_does_not_know_the_test_virus_is_none()
    {
        await portal.ScannerGoesAsync();
        Portal.Clock.Advance(TimeSpan.FromDays(7)); // Longer than any scanner is trusted without being asked.
        await using var blind = await ClamdServer.StartAsync(Portal.Settings.ScannerPort, blind: true);
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes."));

        await Given.JobsRun();

        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Waiting);
        (await ScanJob()).LastError.ShouldBe("The virus scanner does not find the test virus: it has no signatures.");
    }

    [Fact]
    public async Task Nothing_in_quarantine_is_put_up_for_signature()
    {
        var scene = await Given.Assessed(("Audit.txt", Text("Audit.")));
        await Given.JobsRun();
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            s.GetRequiredService<ScanRequests>().Ask(await db.StoredFiles.SingleAsync());
            await db.SaveChangesAsync();
        });

        var refused = await Should.ThrowAsync<RuleBroken>(() => Given.Finished(scene.Id, "Ready"));

        refused.Message.ShouldContain("Audit (waiting to be scanned)");
        await Given.JobsRun();
        await Given.Finished(scene.Id, "Ready");
    }

    [Fact]
    public async Task What_was_found_out_only_after_signature_does_not_leave_in_a_pack()
    {
        var scene = await Given.Assessed(("Audit.txt", () => new MemoryStream(TestVirus.Content())));
        await StateOf(scene.Evidence[0], FileSafety.Clean);
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            s.GetRequiredService<ScanRequests>().Ask(await db.StoredFiles.SingleAsync());
            await db.SaveChangesAsync();
        });

        await Given.JobsRun();
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Given.JobsRun();

        var pack = await Portal.ReadAsync(db => db.Packs.SingleAsync());
        pack.State.ShouldBe(PackState.Failed);
        pack.Failure!.ShouldContain($"is in quarantine: {ClamdServer.Signature}");
        Directory.EnumerateFiles(Portal.Data, "*.zip*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_a_database_from_before_the_scanner_are_scanned_when_it_is_there()
    {
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes."));
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await db.Set<JobRequest>().Where(j => j.Kind == ScanFileJob.Kind).ExecuteDeleteAsync();
            await db.StoredFiles.ExecuteUpdateAsync(set => set.SetProperty(f => f.Scan, 0));
        });

        await using (var without = new PortalHost(Portal.Settings with { ScannerPort = null }, Portal.Clock))
        {
            without.StartServer();
            (await SafetyOf(item)).Safety.ShouldBe(FileSafety.NotScanned);
            var manager = await PortalFixture.SignInAsync(without, Given.Manager);
            (await manager.Open($"/evidence/details/{item}")).ShouldSay("This file was not scanned for viruses");
            (await manager.Open("/")).Document.QuerySelector(".portal-not-scanned")!.TextContent.ShouldContain("Files are not scanned for viruses here");
            (await BodyOf(await manager.Fetch($"/evidence/download/{item}"))).ShouldBe("Notes.");
        }

        await using var with = new PortalHost(Portal.Settings, Portal.Clock);
        with.StartServer();
        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Waiting);
        (await (await SignedInAs(Given.Manager)).Open("/")).Document.QuerySelector(".portal-not-scanned").ShouldBeNull();

        await Given.JobsRun();

        (await SafetyOf(item)).Safety.ShouldBe(FileSafety.Clean);
    }

    [Fact]
    public async Task A_file_that_changed_on_the_disk_is_not_taken_for_the_one_that_was_uploaded()
    {
        var item = await Given.EvidenceItem(_scene, "notes.txt", Text("Notes."));
        await File.WriteAllTextAsync(Portal.FilesOfEvidence().Single(), "Other notes.");

        await Given.JobsRun();

        (await SafetyOf(item)).ShouldBe((FileSafety.Unscannable, "Its content on the disk is no longer what was uploaded. Tell the administrator."));
    }

    protected override async Task SetUpAsync()
    {
        await portal.ScannerComesAsync();
        _scene = await Given.Assigned();
    }

    private static OfficeFile Letter()
    {
        var content = new MemoryStream();
        using (var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Create(content, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new DocumentFormat.OpenXml.Wordprocessing.Document(new DocumentFormat.OpenXml.Wordprocessing.Body());
        }

        return new OfficeFile(content.ToArray());
    }

    private static Func<Stream> Text(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private static async Task<string> BodyOf(HttpResponseMessage response)
    {
        using (response)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await response.Content.ReadAsStringAsync();
        }
    }

    private async Task CannotBeOpened(Id<EvidenceItem> item)
    {
        foreach (var who in new[] { Given.Manager, Given.Chair, Given.Director })
        {
            using var answer = await (await SignedInAs(who)).Get($"/evidence/download/{item}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, who);
            answer.Headers.Location!.OriginalString.ShouldEndWith($"/evidence/details/{item}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    private Task<JobRequest> ScanJob() => Portal.ReadAsync(db => db.Set<JobRequest>().AsNoTracking().SingleAsync(j => j.Kind == ScanFileJob.Kind));

    private Task<string> HashOf(Id<EvidenceItem> item) => Portal.ReadAsync(db => db.EvidenceItems.Where(e => e.Id == item).Select(e => e.FileSha256).SingleAsync());

    private async Task<(FileSafety Safety, string? Note)> SafetyOf(Id<EvidenceItem> item)
    {
        var sha256 = await HashOf(item);
        var file = await Portal.ReadAsync(db => db.StoredFiles.AsNoTracking().SingleAsync(f => f.Sha256 == sha256));
        return (file.Safety, file.SafetyNote);
    }

    private async Task StateOf(Id<EvidenceItem> item, FileSafety safety)
    {
        var sha256 = await HashOf(item);
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            (await db.StoredFiles.SingleAsync(f => f.Sha256 == sha256)).Found(safety, null, Portal.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        });
    }
}
