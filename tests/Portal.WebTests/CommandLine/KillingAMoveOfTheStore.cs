using Azure.Storage.Blobs;
using Portal.UnitTests.Files;
using Portal.UnitTests.Files.Stores;
using Portal.Web.Files;
using Portal.Web.Files.Stores;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.CommandLine;

/// <summary>A real process, really killed while it moves evidence to another store.</summary>
public sealed class KillingAMoveOfTheStore(PortalFixture portal) : PortalTest(portal)
{
    private const int Files = 40;

    [Fact]
    public async Task Run_again_it_goes_on_and_every_file_is_whole_in_one_of_the_stores_at_any_time()
    {
        await using var azurite = await Azurite.StartAsync();
        var container = await azurite.ContainerAsync();
        var (here, there) = (new FolderStore(Portal.Data), new BlobStore(container));
        var evidence = new EvidenceStore(here, Portal.Data);
        var hashes = new List<string>();
        for (var i = 0; i < Files; i++)
        {
            hashes.Add((await evidence.SaveAsync(new WrittenText(3_000_000, i), long.MaxValue, default)).Sha256);
        }

        using (var first = Start(azurite, container))
        {
            await Eventually.IsTrueAsync(async () => await CountAsync(there) >= 3);
            await first.KillAsync();
        }

        (await CountAsync(here)).ShouldBeInRange(1, Files - 2);
        await ShouldBeWholeAsync(new EvidenceStore(new MovingStore(here, there), Portal.Data), hashes);

        using (var second = Start(azurite, container))
        {
            (await second.ExitCodeAsync()).ShouldBe(0, second.Said);
            second.Said.ShouldContain("Nothing is left behind");
        }

        (await CountAsync(here)).ShouldBe(0);
        await ShouldBeWholeAsync(new EvidenceStore(there, Portal.Data), hashes);
    }

    [Fact]
    public async Task Without_two_stores_in_the_configuration_it_says_what_to_set()
    {
        using var process = Start([]);

        (await process.ExitCodeAsync()).ShouldBe(2);

        process.Said.ShouldContain("Storage:MovingFrom");
    }

    private static async Task<int> CountAsync(IContentStore store)
    {
        var count = 0;
        await foreach (var _ in store.ListAsync(ContentNames.Files, default))
        {
            count++;
        }

        return count;
    }

    private static async Task ShouldBeWholeAsync(EvidenceStore store, IEnumerable<string> hashes)
    {
        foreach (var sha256 in hashes)
        {
            (await store.IsIntactAsync(sha256, default)).ShouldBeTrue(sha256);
        }
    }

    private PortalProcess Start(Azurite azurite, BlobContainerClient container) => Start(new()
    {
        ["Storage:Provider"] = "azure",
        ["Storage:MovingFrom"] = "folder",
        ["Storage:ConnectionString"] = azurite.ConnectionString,
        ["Storage:Container"] = container.Name,
    });

    private PortalProcess Start(Dictionary<string, string?> storage) => Portal.StartProcess(
        new Dictionary<string, string?>(storage) { ["ASPNETCORE_ENVIRONMENT"] = "Testing" }, "move-store");
}
