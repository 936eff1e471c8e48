using Microsoft.EntityFrameworkCore;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Documents.Bundles;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>The kernel's full disk where the programs work that make pages, and where pages are kept and bound.</summary>
public sealed class BindingOnAFullDisk(PrintingPortal portal) : PortalTest(portal), IClassFixture<PrintingPortal>
{
    private string Packs => Path.Combine(Portal.Data, "packs");

    [Fact]
    public async Task The_page_says_so_nothing_half_is_there_and_with_room_every_document_has_its_pages()
    {
        var scene = await Given.Submitted(
            ("Minutes.docx", () => new MemoryStream(WrittenDocuments.Word("Said in March"))),
            ("Chart.png", () => new MemoryStream(WrittenDocuments.Picture)),
            ("Audit.pdf", () => new MemoryStream(WrittenDocuments.Pdf([.. Enumerable.Range(1, 900).Select(n => $"Page {n} of the audit")]))));
        foreach (var folder in new[] { Path.Combine(Portal.Data, "printing"), Path.Combine(Portal.Data, "incoming", $"pack-{scene.Pack}") })
        {
            using (SmallDisk.At(folder))
            {
                await RunAsync();
                (await PackAsync()).State.ShouldBe(PackState.Failed, folder);
                (await (await Portal.SignedInAsAsync(Given.Manager)).Open($"/packs/details/{scene.Pack}")).ShouldSay("could not be written to disk. It will be tried again");
                (Directory.Exists(Packs) ? Directory.GetFiles(Packs) : []).ShouldBeEmpty();
                Directory.GetFiles(Path.Combine(Portal.Data, "incoming")).ShouldBeEmpty();
            }
        }

        await RunAsync();

        var pack = await PackAsync();
        (pack.State, pack.Failure).ShouldBe((PackState.Complete, null));
        BundleReport.Parse(pack.Report!).Items.Select(i => i.Fate).ShouldBe([BundleFate.Converted, BundleFate.Printed, BundleFate.AsItIs]);
        (await VerifyPackCommand.RunAsync(Path.Combine(Packs, $"{pack.Id}.zip"), TextWriter.Null, default)).ShouldBe(0);
        Directory.GetFileSystemEntries(Path.Combine(Portal.Data, "incoming")).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(Portal.Data, "printing")).ShouldBeEmpty();
    }

    private async Task RunAsync()
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Given.JobsRun();
    }

    private Task<EvidencePack> PackAsync() => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());
}
