using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.UnitTests.Files.Stores;
using Portal.Web.CommandLine;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>A portal whose evidence and packs are in Azure Blob Storage.</summary>
public sealed class PortalOnAzure(DatabaseTemplate template) : PortalFixture(template)
{
    private Azurite? _azurite;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    protected override async Task<PortalSettings> WithAsync(PortalSettings settings)
    {
        _azurite = await Azurite.StartAsync();
        return settings with { Storage = (_azurite.ConnectionString, (await _azurite.ContainerAsync()).Name) };
    }
}

public sealed class KeepingEverythingInAzure(PortalOnAzure portal) : PortalTest(portal), IClassFixture<PortalOnAzure>
{
    [Fact]
    public async Task Evidence_is_read_downloaded_in_parts_and_packed_and_nothing_stays_on_the_disk()
    {
        var scene = await Given.Submitted(("Audit.txt", () => new MemoryStream("The panel met in March.\n"u8.ToArray())), ("Long.txt", () => new WrittenText(9_000_000, 1)));
        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<TextPage>().CountAsync(p => p.Text.Contains("The panel met in March")))).ShouldBe(1);
        var item = scene.Evidence[0];
        var manager = await Portal.SignedInAsAsync(Given.Manager);
        (await PartAsync(manager, $"/evidence/download/{item}?version=1", new RangeHeaderValue(4, 8))).ShouldBe("panel"u8.ToArray());

        var page = await manager.Open($"/packs/details/{scene.Pack}");
        page.Text.ShouldContain("2 files of evidence");
        var copy = Path.Combine(Portal.Data, "copy.zip");
        await File.WriteAllBytesAsync(copy, await PartAsync(manager, $"/packs/download/{scene.Pack}", null));
        (await VerifyPackCommand.RunAsync(copy, TextWriter.Null, default)).ShouldBe(0);
        new ReadPack(copy).ShouldBeAWholeBag();
        File.Delete(copy);
        Directory.EnumerateFiles(Portal.Data, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldAllBe(name => name!.StartsWith("portal.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_store_is_well()
    {
        using var answer = await new Visitor(Portal.Host).Get("/health");

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("store");
    }

    private static async Task<byte[]> PartAsync(Visitor visitor, string page, RangeHeaderValue? range)
    {
        using var way = await visitor.Get(page);
        way.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var request = new HttpRequestMessage(HttpMethod.Get, way.Headers.Location);
        request.Headers.Range = range;
        using var answer = await visitor.Send(request);
        answer.StatusCode.ShouldBe(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
