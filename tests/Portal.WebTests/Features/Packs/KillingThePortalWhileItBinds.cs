using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Features.Packs;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>A real process with a real Chromium and LibreOffice, really killed at a stage of making a pack with a bundle, and started again.</summary>
public sealed class KillingThePortalWhileItBinds(PrintingPortal portal) : PortalTest(portal), IClassFixture<PrintingPortal>
{
    private const long LongBytes = 150_000_000;

    private static readonly (string Name, Func<Stream> Open) _minutes = ("Minutes.docx", () => new MemoryStream(WrittenDocuments.Word("Said in March")));

    private static readonly (string Name, Func<Stream> Open) _picture = ("Chart.png", () => new MemoryStream(WrittenDocuments.Picture));

    private readonly Dictionary<string, DateTime> _made = new(StringComparer.Ordinal);

    private string Packs => Path.Combine(Portal.Data, "packs");

    private string Working => Path.Combine(Portal.Data, "incoming");

    private string Printing => Path.Combine(Portal.Data, "printing");

    [Fact]
    public async Task Killed_while_LibreOffice_works_it_goes_on_and_the_pack_is_as_if_nothing_had_happened()
    {
        await Given.Submitted(_picture, _minutes);
        await KilledAsync(portal => portal.ChildAsync("--convert-to"));
        await ShouldFinishAsync();
    }

    [Fact]
    public async Task Killed_at_each_stage_it_goes_on_and_the_pack_is_as_if_nothing_had_happened()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PACK_KILLS") == "all", "PACK_KILLS is not “all”: the stage in which a program of others works is in the test beside this one.");
        var scene = await Given.Submitted(
            _minutes, _picture, ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf([.. Enumerable.Range(1, 900).Select(n => $"Page {n} of the audit")]))), ("Voices.txt", () => new WrittenText(LongBytes, 1)));
        await KilledAsync(portal => portal.ChildAsync("--convert-to"));
        await KilledAsync(portal => portal.ChildAsync(AddressIn(scene, Sha256(WrittenDocuments.Picture))));
        await KilledAsync(portal => portal.ChildAsync(AddressIn(scene, "front")));
        await KilledAsync(portal => portal.ChildAsync(AddressIn(scene, "dividers")));
        await KilledAsync(_ => FileAsync(Path.Combine(FolderOf(scene), "bundle.pdf.part"), 0));
        await KilledAsync(portal => portal.ChildAsync(AddressIn(scene, "text")));
        await KilledAsync(_ => FileAsync(Path.Combine(Working, $"{scene.Pack}.zip.part"), LongBytes / 3));
        await KilledAsync(_ => FileAsync(Path.Combine(Working, $"{scene.Pack}.zip"), 0));
        await ShouldFinishAsync();
    }

    private async Task KilledAsync(Func<PortalProcess, Task> reached)
    {
        using (var running = Start())
        {
            await reached(running);
            await running.KillAsync();
        }

        await Eventually.IsTrueAsync(() => Task.FromResult(!Directory.EnumerateDirectories("/proc").Any(WorksForUs)));
        (await PackAsync()).State.ShouldBe(PackState.Assembling);
        (Directory.Exists(Packs) ? Directory.GetFiles(Packs) : []).ShouldBeEmpty();
        (await (await Portal.SignedInAsAsync(Given.Manager)).Open($"/packs/download/{(await PackAsync()).Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        ShouldHaveKeptWhatWasMade();
    }

    private async Task ShouldFinishAsync()
    {
        using (Start())
        {
            await Eventually.IsTrueAsync(async () => (await PackAsync()).State == PackState.Complete && !Directory.EnumerateFileSystemEntries(Working).Any());
        }

        var pack = await PackAsync();
        var file = Path.Combine(Packs, $"{pack.Id}.zip");
        Directory.GetFiles(Packs).ShouldBe([file]);
        Directory.GetFileSystemEntries(Printing).ShouldBeEmpty();
        (await VerifyPackCommand.RunAsync(file, TextWriter.Null, default)).ShouldBe(0);
        var made = new ReadPack(file).ShouldBeAWholeBag().Text("manifest-sha256.txt");

        await Portal.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Packs.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PackState.Queued)));
        await Portal.AsPortalAsync(s => s.GetRequiredService<AssemblePackJob>().RunAsync(AssemblePackJob.SubjectOf(pack), default));
        new ReadPack(file).Text("manifest-sha256.txt").ShouldBe(made, "An undisturbed pack holds the same.");
    }

    /// <summary>Items whose pages were ready once are not made again.</summary>
    private void ShouldHaveKeptWhatWasMade()
    {
        var ready = Directory.EnumerateFiles(Directory.EnumerateDirectories(Working, "pack-*").Single(), "*.json").Select(note => (Path.GetFileName(note), File.GetLastWriteTimeUtc(note))).ToList();
        foreach (var (note, at) in ready)
        {
            (_made.TryAdd(note, at) || _made[note] == at).ShouldBeTrue($"{note} was made again.");
        }

        _made.Count.ShouldBe(ready.Count);
    }

    private bool WorksForUs(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(Printing, StringComparison.Ordinal);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Task FileAsync(string path, long longerThan) => Eventually.IsTrueAsync(() => Task.FromResult(new FileInfo(path) is { Exists: true } file && file.Length >= longerThan));

    private string FolderOf(Scene scene) => Path.Combine(Working, $"pack-{scene.Pack}");

    private string AddressIn(Scene scene, string page) => new Uri(Path.Combine(FolderOf(scene), $"{page}.html")).AbsoluteUri;

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Task<EvidencePack> PackAsync() => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());

    private PortalProcess Start() => Portal.StartProcess(new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Testing",
        ["Scanning:Off"] = "true",
        ["Printing:Folder"] = Printing,
        ["Jobs:PollSeconds"] = "1",
        ["Jobs:LeaseSeconds"] = "3",
        ["Jobs:MaxAttempts"] = "20",
    });
}
