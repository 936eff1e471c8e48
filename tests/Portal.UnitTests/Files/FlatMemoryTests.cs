using Portal.UnitTests.Documents.Bags;
using Portal.Web.Documents.Bags;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Files;

[Collection(nameof(MeasuredAlone))]
public sealed class FlatMemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_hundred_megabytes_are_stored_without_being_held_in_memory()
    {
        var store = new EvidenceStore(new FolderStore(folder.Path), folder.Path);

        var allocated = await AllocatedByAsync(length => store.SaveAsync(new GeneratedStream(length), 100_000_000, Token));

        allocated.ShouldBeLessThan(10_000_000);
        Directory.EnumerateFiles(folder["files"], "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length).ShouldBe(101_000_000);
    }

    [Fact]
    public async Task A_hundred_megabytes_are_read_again_without_being_held_in_memory()
    {
        var store = new EvidenceStore(new FolderStore(folder.Path), folder.Path);
        var allocated = await AllocatedByAsync(async length =>
        {
            var sha256 = (await store.SaveAsync(new GeneratedStream(length), 100_000_000, Token)).Sha256;
            (await store.IsIntactAsync(sha256, Token)).ShouldBeTrue();
        });

        allocated.ShouldBeLessThan(15_000_000);
    }

    [Fact]
    public async Task A_hundred_megabytes_are_packed_and_verified_without_being_held_in_memory()
    {
        BagReport? report = null;

        var allocated = await AllocatedByAsync(async length => report = await PackAndVerifyAsync(length));

        allocated.ShouldBeLessThan(15_000_000);
        (report!.Faults.Count, report.Files, report.Bytes).ShouldBe((0, 2, 100_000_000));
    }

    private async Task<BagReport> PackAndVerifyAsync(long length)
    {
        await using (var bag = await BagWriter.CreateAsync(folder["pack.zip"], "bag", MadeBag.Timestamp, null, Token))
        {
            await bag.AddAsync("a.pdf", new GeneratedStream(length / 10 * 9), null, Token);
            await bag.AddAsync("a.txt", new GeneratedStream(length / 10), null, Token);
            await bag.CompleteAsync(MadeBag.Info, Token);
        }

        await using var zip = File.OpenRead(folder["pack.zip"]);
        return await BagVerifier.VerifyAsync(zip, Token);
    }

    /// <summary>Bytes allocated for a hundred megabytes, after one has warmed up the code and the shared buffers.</summary>
    private static async Task<long> AllocatedByAsync(Func<long, Task> work)
    {
        await work(1_000_000);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work(100_000_000);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
